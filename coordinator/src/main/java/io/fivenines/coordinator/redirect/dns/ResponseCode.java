package io.fivenines.coordinator.redirect.dns;

/** How a question was answered. */
enum ResponseCode {
    NOERROR(0),
    FORMERR(1),
    SERVFAIL(2),
    NXDOMAIN(3),
    NOTIMP(4),
    REFUSED(5),
    BADVERS(16);

    /** The upper bits of it travel in the OPT record. */
    final int number;

    ResponseCode(int number) {
        this.number = number;
    }
}
