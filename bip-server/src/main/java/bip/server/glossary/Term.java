package bip.server.glossary;

/** An abbreviation and what it stands for. */
public record Term(String abbreviation, String expansion) {}
