/**
 * Install, upgrade and rollback: plan, journal, engine, steps with their undo, recovery after a
 * crash. Tells what happens as events and outcomes; knows no terminal and prints nothing.
 */
@NullMarked
package bip.ctl.upgrade;

import org.jspecify.annotations.NullMarked;
