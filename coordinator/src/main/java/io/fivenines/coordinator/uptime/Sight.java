package io.fivenines.coordinator.uptime;

/**
 * A time that one location saw as down.
 *
 * @param fromMs the end of its last clean round before, which is as far as it vouches for; of a gap, where that began
 * @param failedMs when its first failed attempt began; of a gap, where that began
 * @param toMs the end of the clean round that ended it, or of the gap, or as far as is known
 * @param step what failed first
 * @param words what was wrong, as the prober says
 */
public record Sight(String location, long fromMs, long failedMs, long toMs, Step step, String words) {}
