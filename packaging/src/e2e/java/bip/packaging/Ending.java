package bip.packaging;

/** How an operation that was cut short ended. */
enum Ending {
    UNDONE,
    FINISHED
}
