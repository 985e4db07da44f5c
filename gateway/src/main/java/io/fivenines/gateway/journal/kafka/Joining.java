package io.fivenines.gateway.journal.kafka;

/** Waiting for a thread to end, whoever interrupts that. */
final class Joining {
    private Joining() {}

    /** Waits so long for a thread to end, 0 for as long as it takes; whether somebody interrupted that. */
    static boolean join(Thread thread, long ms) {
        boolean interrupted = false;
        boolean again = true;
        while (again) {
            again = false;
            try {
                thread.join(ms);
            } catch (InterruptedException e) {
                interrupted = true;
                again = true;
            }
        }
        return interrupted;
    }
}
