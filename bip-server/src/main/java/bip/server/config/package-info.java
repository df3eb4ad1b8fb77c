/**
 * Reading the configuration from the environment, all problems at once. Knows no key: each room
 * declares its own.
 */
@NullMarked
package bip.server.config;

import org.jspecify.annotations.NullMarked;
