/** Abbreviations that the office uses, explained (R16: none stays unexplained). */
@NullMarked
package bip.server.glossary;

import org.jspecify.annotations.NullMarked;
