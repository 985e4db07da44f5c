package io.fivenines.coordinator.uptime.availability;

/** A part or group as it is drawn, year by year. */
interface Element {
    /** What became of it in that year; asked for one year after the other, and maybe several times for each. */
    Outages year(int number);
}
