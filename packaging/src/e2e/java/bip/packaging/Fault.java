package bip.packaging;

import java.io.IOException;

/**
 * Something that goes wrong on a machine, and what an administrator is told of it.
 *
 * @param name for the table
 * @param making shell line that makes it for real, as root, while the bulletin runs
 * @param status what {@code bipctl status} says
 * @param restart what {@code bipctl restart} says
 * @param remedy the named remedy as a shell line; the last command starts the bulletin
 */
record Fault(String name, String making, Word status, Word restart, String remedy) {

    /**
     * @param code e.g. {@code S145}; empty for none
     * @param cause a word of the Polish text that names the cause
     * @param next the command that the text names next
     * @param exitCode as {@code docs/exit-codes.md} says
     */
    record Word(String code, String cause, String next, int exitCode) {}

    void make(DebianMachine machine) throws IOException, InterruptedException {
        machine.shell("set -e; " + making).ended(0);
    }

    void mend(DebianMachine machine) throws IOException, InterruptedException {
        machine.shell("set -e; " + remedy).ended(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
