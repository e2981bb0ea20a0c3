// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.files.json.ValidatedRecord;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A freeze calendar, in JSON, YAML, requests and responses.
///
/// @param windows windows with unique names, at most 500
public record FreezeCalendar(@JsonProperty(required = true) List<FreezeWindowDefinition> windows)
        implements ValidatedRecord {
    private static final int MOST_WINDOWS = 500;

    @Override
    public void validate(String pointer, ValidationErrors errors) {
        if (windows.size() > MOST_WINDOWS) {
            errors.add(
                    pointer + "/windows",
                    "must be at most " + MOST_WINDOWS + ", got " + windows.size(),
                    "use rrule for recurring windows");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < windows.size(); i++) {
            FreezeWindowDefinition window = windows.get(i);
            if (!window.name().isEmpty() && !names.add(window.name())) {
                errors.add(
                        pointer + "/windows/" + i + "/name", "duplicate name \"" + window.name() + "\"", "rename one");
            }
        }
    }
}
