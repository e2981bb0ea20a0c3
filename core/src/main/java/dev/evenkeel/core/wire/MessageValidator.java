// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a value must keep to; collects every broken rule before it complains.
final class MessageValidator {
    private static final int MAX_NAME = 256;

    private final List<String> broken = new ArrayList<>();

    void require(boolean kept, String rule) {
        if (!kept) {
            broken.add(rule);
        }
    }

    /// Whether something of this name can be told.
    static boolean isName(String value) {
        return !value.isEmpty() && value.length() <= MAX_NAME && hasNoControl(value);
    }

    /// Names are kept in a database, so control characters are refused.
    void name(String name, String value) {
        require(
                !value.isEmpty() && value.length() <= MAX_NAME,
                name + " must have 1.." + MAX_NAME + " characters, got " + value.length());
        require(hasNoControl(value), name + " must not hold control characters");
    }

    private static boolean hasNoControl(String value) {
        return value.chars().noneMatch(Character::isISOControl);
    }

    /// What a process's clock says, within what databases and people can read.
    void moment(String name, Instant at) {
        require(
                at.equals(WireTimestamps.readable(at)),
                name + " must be from " + WireTimestamps.EARLIEST + " to " + WireTimestamps.LATEST + ", got " + at);
    }

    void atLeast(String name, long value, long least) {
        require(value >= least, name + " must be " + least + " or more, got " + value);
    }

    /// Bounds a number that is added up: a number beyond what any process can reach would make sums overflow.
    void within(String name, long value, long least, long most) {
        if (value < least) {
            atLeast(name, value, least);
        } else {
            require(value <= most, name + " must be " + least + " to " + most + ", got " + value);
        }
    }

    void atMost(String name, long value, String bound, long most) {
        require(value <= most, name + " must be at most " + bound + " (" + most + "), got " + value);
    }

    void check() {
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", broken));
        }
    }
}
