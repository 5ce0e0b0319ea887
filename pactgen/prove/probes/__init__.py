"""Scripts that run inside the backend's own interpreter; pactgen itself never imports them.

They print one line of JSON and import nothing of pactgen: the backend's environment lacks it.
"""
