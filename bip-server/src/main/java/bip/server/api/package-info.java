/**
 * The public interface for programs, version 1: read-only JSON at {@code /api/v1}, its description
 * in OpenAPI, and a page about it for people (R61; ustawa o otwartych danych, art. 10 and 13). Its
 * names and meanings outlive what other rooms do to theirs, so it reads the database by itself.
 */
@NullMarked
package bip.server.api;

import org.jspecify.annotations.NullMarked;
