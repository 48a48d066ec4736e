"""E-mail addresses."""


def looks_like_email(text: str) -> bool:
    """Whether a text may be one address. Only sending tells whether it is one."""
    return text.count("@") == 1 and "." in text.split("@")[1] and " " not in text
