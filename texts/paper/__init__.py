"""What is printed: sheets to cut, forms to sign. Drawn by reportlab with PT Sans, which lies here with its
licence.
"""
