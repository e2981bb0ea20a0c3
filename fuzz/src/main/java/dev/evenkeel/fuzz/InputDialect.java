// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.List;

/// A text format that a reader accepts: the words that occur in it, and whole texts known to break readers.
public enum InputDialect {
    /// JSON, either one value or one per line.
    JSON,
    /// YAML, including JSON.
    YAML,
    XML,
    /// Comma-separated values (CSV).
    CSV,
    ICALENDAR,
    /// Any other text.
    TEXT,
    /// No format: for tests that generate their data from the seed alone.
    NONE;

    private static final long USUAL_BYTES = 1_000;
    private static final long WORDY_BYTES = 6_000;

    /// Returns words that can replace a value.
    List<String> words() {
        return switch (this) {
            case JSON -> BoundaryValues.JSON;
            case YAML -> BoundaryValues.YAML;
            case XML -> BoundaryValues.XML;
            case CSV -> BoundaryValues.CSV;
            case ICALENDAR -> BoundaryValues.ICALENDAR;
            case TEXT, NONE -> BoundaryValues.TEXT;
        };
    }

    /// Returns how many bytes a reader may allocate per byte of input.
    long bytesPerByte() {
        return this == YAML || this == ICALENDAR ? WORDY_BYTES : USUAL_BYTES;
    }

    /// Returns whole texts; at least one.
    List<String> pathologicalInputs() {
        return switch (this) {
            case JSON -> PathologicalJson.ALL;
            case YAML -> PathologicalYaml.ALL;
            case XML -> PathologicalXml.ALL;
            case CSV -> PathologicalLines.CSV;
            case ICALENDAR -> PathologicalLines.ICALENDAR;
            case TEXT -> PathologicalLines.TEXT;
            case NONE -> List.of("");
        };
    }
}
