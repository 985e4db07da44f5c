package io.fivenines.coordinator.config;

import java.util.Collection;

/** Finds what somebody probably meant. */
public final class Spelling {
    private Spelling() {}

    /** The nearest of the words, the first of equally near ones, or "" if none is at all like it. */
    public static String nearest(String word, Collection<String> words) {
        String nearest = "";
        int least = Math.max(2, word.length() / 2) + 1;
        for (String candidate : words) {
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** How many letters must be changed, added or dropped; the case of a letter does not count. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 0; i < one.length(); i++) {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < other.length(); j++) {
                int above = row[j + 1];
                int change = same(one.charAt(i), other.charAt(j)) ? diagonal : diagonal + 1;
                row[j + 1] = Math.min(change, 1 + Math.min(above, row[j]));
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
