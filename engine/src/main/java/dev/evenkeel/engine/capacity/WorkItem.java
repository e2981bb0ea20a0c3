// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A work item. Unknown fields are null and never treated as 0.
///
/// @param key identifier in the system of origin
/// @param title one-line description
/// @param team responsible team; empty when unknown
/// @param service key of the service that it concerns; empty when unknown
/// @param causes causes of incidents that it addresses, as tagged on incidents
/// @param planned planned effort in person-days, 0 or more
/// @param actual effort so far in person-days, 0 or more
/// @param opened when it was created
/// @param closed when it ended; null while it is open. Not before `opened`
/// @param worth monetary value; null when unknown
public record WorkItem(
        @JsonProperty(required = true) @JsonPropertyDescription("ID in the source system, such as PAY-1")
        String key,

        @JsonProperty(required = true) @JsonPropertyDescription("description in one line")
        String title,

        @JsonProperty(required = true) @JsonPropertyDescription("kind of work")
        WorkKind kind,

        @JsonProperty(defaultValue = "\"\"") @JsonPropertyDescription("name of the responsible team")
        String team,

        @JsonProperty(defaultValue = "\"\"") @JsonPropertyDescription("key of the service that it concerns")
        String service,

        @JsonPropertyDescription("names of incident causes that it addresses")
        List<String> causes,

        @JsonPropertyDescription("planned effort in person-days, 0 or more") @Nullable
        Double planned,

        @JsonPropertyDescription("effort so far in person-days, 0 or more") @Nullable
        Double actual,

        @JsonProperty(required = true) @JsonPropertyDescription("time of creation")
        Instant opened,

        @JsonPropertyDescription("time of completion; null while the item is open") @Nullable
        Instant closed,

        @JsonPropertyDescription("monetary value, for the order by cost of delay") @Nullable
        WorkValue worth) {
    public WorkItem {
        key = key.strip();
        title = title.strip();
        team = team.strip();
        service = service.strip();
        causes = List.copyOf(causes);
        List<ValidationError> problems = new ArrayList<>();
        checkEffort("/planned", planned, problems);
        checkEffort("/actual", actual, problems);
        if (closed != null && closed.isBefore(opened)) {
            problems.add(new ValidationError("/closed", "must not be before opened, " + opened, "correct one of them"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private static void checkEffort(String pointer, @Nullable Double days, List<ValidationError> problems) {
        if (days != null && !(days >= 0 && Double.isFinite(days))) {
            problems.add(new ValidationError(pointer, "must be 0 or more, got " + days, "use person-days"));
        }
    }

    /// Returns the person-days beyond the planned effort, so far; 0 when there are none, or either is
    /// unknown.
    public double daysOver() {
        return planned == null || actual == null ? 0 : Math.max(0, actual - planned);
    }
}
