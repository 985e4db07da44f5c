package io.fivenines.coordinator.redirect.dns;

/**
 * What is asked.
 *
 * @param sent the name's bytes in the case they came in, which the answer must have too
 */
record Question(String sent, DomainName name, int type, int classNumber) {
    static Question of(String sent, int type, int classNumber) {
        return new Question(sent, DomainName.ofWire(sent), type, classNumber);
    }
}
