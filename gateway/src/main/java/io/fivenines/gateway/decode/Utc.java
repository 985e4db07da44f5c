package io.fivenines.gateway.decode;

/** Civil dates to milliseconds since 1970 UTC. Total: month 13 is January of the next year, day 0 the day before. */
public final class Utc {
    private static final long DAY_MS = 86_400_000L;

    private Utc() {}

    /**
     * A moment given part by part.
     *
     * @param year with its century, 2026
     * @param month 1 is January
     * @param day 1 is the first
     */
    public static long ms(long year, long month, long day, long hour, long minute, long second) {
        return days(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
    }

    /** A date as the number yymmdd or, where the year comes last, see {@link #ddmmyy}; a time as the number hhmmss. */
    public static long yymmdd(long date, long time) {
        return ms(2000 + date / 10_000, date / 100 % 100, date % 100, time / 10_000, time / 100 % 100, time % 100);
    }

    /** A date as the number ddmmyy and a time as the number hhmmss. */
    public static long ddmmyy(long date, long time) {
        return ms(2000 + date % 100, date / 100 % 100, date / 10_000, time / 10_000, time / 100 % 100, time % 100);
    }

    /** A moment as the number yyyymmddhhmmss. */
    public static long yyyymmddhhmmss(long moment) {
        long date = moment / 1_000_000;
        long time = moment % 1_000_000;
        return ms(date / 10_000, date / 100 % 100, date % 100, time / 10_000, time / 100 % 100, time % 100);
    }

    /** The moment as the number yyyymmddhhmmss, what {@link #yyyymmddhhmmss} reads. */
    public static long digits(long ms) {
        long second = Math.floorMod(Math.floorDiv(ms, 1000L), 86_400L);
        long day = Math.floorDiv(ms, DAY_MS) + 719_468;
        long era = Math.floorDiv(day, 146_097L);
        long dayOfEra = day - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = era * 400 + yearOfEra + (month < 3 ? 1 : 0);
        long date = (year * 100 + month) * 100 + dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        return date * 1_000_000 + second / 3600 * 10_000 + second / 60 % 60 * 100 + second % 60;
    }

    /** The moment nearest to {@code nowMs} at a time of day, the number hhmmss; for trackers that send no date. */
    public static long nearest(long nowMs, long time) {
        long ofDay = ms(1970, 1, 1, time / 10_000, time / 100 % 100, time % 100);
        return ofDay + Math.floorDiv(nowMs - ofDay + DAY_MS / 2, DAY_MS) * DAY_MS;
    }

    /** Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March and eras of 400 years. */
    private static long days(long year, long month, long day) {
        long months = year * 12 + month - 1 - 2;
        long y = Math.floorDiv(months, 12L);
        long monthFromMarch = Math.floorMod(months, 12L);
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153 * monthFromMarch + 2) / 5;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468 + day - 1;
    }
}
