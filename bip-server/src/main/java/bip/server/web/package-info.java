/**
 * The rim towards HTTP: routes, rendering, error pages, static files. Knows Undertow and Thymeleaf;
 * knows no feature of the bulletin.
 */
@NullMarked
package bip.server.web;

import org.jspecify.annotations.NullMarked;
