// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The validator of message values; collects every violation before it throws.
final class MessageValidator {
    private static final int MAX_NAME = 256;

    private final List<String> broken = new ArrayList<>();

    void require(boolean kept, String rule) {
        if (!kept) {
            broken.add(rule);
        }
    }

    /// Whether a name is valid in messages.
    static boolean isName(String value) {
        return !value.isEmpty() && value.length() <= MAX_NAME && hasNoControl(value);
    }

    /// Names are stored in a database, so control characters are rejected.
    void validateName(String name, String value) {
        require(
                !value.isEmpty() && value.length() <= MAX_NAME,
                name + " must have 1.." + MAX_NAME + " characters, got " + value.length());
        require(hasNoControl(value), name + " must not contain control characters");
    }

    private static boolean hasNoControl(String value) {
        return value.chars().noneMatch(Character::isISOControl);
    }

    /// Checks a process's timestamp against the range of databases and displays.
    void validateTimestamp(String name, Instant at) {
        require(
                at.equals(WireTimestamps.clamp(at)),
                name + " must be from " + WireTimestamps.EARLIEST + " to " + WireTimestamps.LATEST + ", got " + at);
    }

    void validateMin(String name, long value, long least) {
        require(value >= least, name + " must be " + least + " or more, got " + value);
    }

    /// Checks the bounds of a number that is summed up: an implausibly large one would make sums overflow.
    void validateRange(String name, long value, long least, long most) {
        if (value < least) {
            validateMin(name, value, least);
        } else {
            require(value <= most, name + " must be " + least + " to " + most + ", got " + value);
        }
    }

    void validateMax(String name, long value, String bound, long most) {
        require(value <= most, name + " must be at most " + bound + " (" + most + "), got " + value);
    }

    void throwIfAny() {
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", broken));
        }
    }
}
