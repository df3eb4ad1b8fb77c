/**
 * The service manager that started this process, when there is one: telling it how things stand,
 * and that this process is alive. Knows systemd's notification protocol (sd_notify(3)); knows
 * nothing of what the server does.
 */
@NullMarked
package bip.server.service;

import org.jspecify.annotations.NullMarked;
