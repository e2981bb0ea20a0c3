// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.List;

/// What kind of text a reader reads: which words can stand in it, and which whole texts are known to
/// break readers.
public enum InputDialect {
    /// JSON, one value or one on each line.
    JSON,
    /// YAML, and with it JSON.
    YAML,
    /// XML.
    XML,
    /// Comma-separated values.
    CSV,
    /// iCalendar.
    ICALENDAR,
    /// Any other text.
    TEXT,
    /// Nothing: for what makes something of the seed alone.
    NONE;

    private static final long USUAL_BYTES = 1_000;
    private static final long WORDY_BYTES = 6_000;

    /// What can stand for one value.
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

    /// How many bytes a reader may allocate for each byte of an input.
    long bytesPerByte() {
        return this == YAML || this == ICALENDAR ? WORDY_BYTES : USUAL_BYTES;
    }

    /// Whole texts; at least one.
    List<String> monsters() {
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
