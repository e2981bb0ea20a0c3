// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// CDEvents (cdevents.dev, 0.3 to 0.6): `service.deployed`, `service.upgraded` and `service.rolledback`,
/// alone or as the data of a CloudEvent.
public final class CdEventsParser {
    private static final Pattern TYPE = Pattern.compile("dev\\.cdevents\\.([a-z]+)\\.([a-z]+)\\..+");
    private static final Map<String, ExternalChangeReport.State> STATES = Map.of(
            "deployed", ExternalChangeReport.State.DONE,
            "upgraded", ExternalChangeReport.State.DONE,
            "rolledback", ExternalChangeReport.State.ROLLED_BACK);

    private CdEventsParser() {}

    /// Reads one.
    ///
    /// @return empty for an event of another kind; not to be used when there are faults
    public static Optional<ExternalChangeReport> read(JsonNode body, ValidationErrors faults) {
        JsonNode inside = body.path("data");
        boolean wrapped = inside.path("context").isObject();
        JsonObjectReader event = new JsonObjectReader(wrapped ? inside : body, wrapped ? "/data" : "", faults);
        JsonObjectReader context = event.object("context");
        ExternalChangeReport.State state =
                state(ChangeFieldReader.required(context, "type", "the type of the CDEvent"));
        return state == null ? Optional.empty() : Optional.of(report(context, event.object("subject"), state));
    }

    private static ExternalChangeReport.@Nullable State state(String type) {
        Matcher parts = TYPE.matcher(type);
        return parts.matches() && parts.group(1).equals("service") ? STATES.get(parts.group(2)) : null;
    }

    private static ExternalChangeReport report(
            JsonObjectReader context, JsonObjectReader subject, ExternalChangeReport.State state) {
        JsonObjectReader content = subject.object("content");
        String artifact = ChangeFieldReader.text(content, "artifactId");
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        "cdevents:" + ChangeFieldReader.required(context, "source", "the source of the event"),
                        ChangeFieldReader.required(context, "id", "the id of the event")),
                ChangeFieldReader.required(subject, "id", "the service"),
                ChangeFieldReader.required(content.object("environment"), "id", "the environment"),
                state,
                ChangeFieldReader.requiredTime(context, "timestamp"),
                new ExternalChangeReport.Details(
                        ChangeKind.CODE,
                        artifact == null ? "" : artifact,
                        null,
                        artifact,
                        null,
                        null,
                        false,
                        null,
                        null));
    }
}
