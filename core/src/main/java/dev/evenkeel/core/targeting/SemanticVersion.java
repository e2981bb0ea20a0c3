// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A version in the order of <https://semver.org> 2.0.0. Numbers are stored as digits, so they have no
/// maximum.
///
/// @param numbers major, minor and patch, without leading zeros
/// @param preRelease identifiers of the pre-release; empty for a release
record SemanticVersion(List<String> numbers, List<String> preRelease) implements Comparable<SemanticVersion> {
    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern FORM = Pattern.compile("[vV]?" + NUMBER + "(?:\\." + NUMBER + "(?:\\." + NUMBER
            + ")?)?(?:-(" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
    private static final int MAX_LENGTH = 256;

    /// Parses `1.2.3-rc.1+build`; a leading v is skipped, missing minor and patch are 0, build metadata is
    /// ignored.
    ///
    /// @return null when the text is not a version, or longer than 256 characters
    static @Nullable SemanticVersion parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        var numbers = List.of(form.group(1), orZero(form.group(2)), orZero(form.group(3)));
        var preRelease = form.group(4);
        return new SemanticVersion(numbers, preRelease == null ? List.of() : List.of(preRelease.split("\\.")));
    }

    boolean hasSameMajor(SemanticVersion other) {
        return numbers.get(0).equals(other.numbers.get(0));
    }

    boolean hasSameMinor(SemanticVersion other) {
        return hasSameMajor(other) && numbers.get(1).equals(other.numbers.get(1));
    }

    @Override
    public int compareTo(SemanticVersion other) {
        for (int i = 0; i < 3; i++) {
            int order = compareDigits(numbers.get(i), other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        return comparePreRelease(preRelease, other.preRelease);
    }

    private static int comparePreRelease(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compareIdentifiers(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareIdentifiers(String a, String b) {
        boolean aIsNumber = isNumber(a);
        boolean bIsNumber = isNumber(b);
        if (aIsNumber && bIsNumber) {
            return compareDigits(a, b);
        }
        return aIsNumber == bIsNumber ? a.compareTo(b) : Boolean.compare(bIsNumber, aIsNumber);
    }

    private static int compareDigits(String a, String b) {
        int byLength = Integer.compare(a.length(), b.length());
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String orZero(@Nullable String number) {
        return number == null ? "0" : number;
    }
}
