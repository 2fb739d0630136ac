"""Letters: their texts, previews, making and sending."""
