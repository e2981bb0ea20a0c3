// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;

/// Thrown for a message that cannot be decoded; lists every problem found.
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<String> problems;

    public MalformedMessageException(Kind kind, List<String> problems) {
        super(String.join("; ", problems));
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    /// Returns the kind of failure.
    public Kind kind() {
        return kind;
    }

    /// Returns one line for each problem, starting with the place, such as `summaries[3].calls`; at most
    /// 1,000, of which the last then states that there are more.
    public List<String> problems() {
        return problems;
    }

    /// The kinds of malformed messages, each with its HTTP status.
    public enum Kind {
        /// Longer than the protocol allows: 413.
        TOO_LARGE,
        /// Not JSON, or JSON in which a field is missing or of a wrong type: 400.
        NOT_SUCH_JSON,
        /// Well-formed, but a value is out of range or values contradict each other: 422.
        CONTRADICTORY
    }
}
