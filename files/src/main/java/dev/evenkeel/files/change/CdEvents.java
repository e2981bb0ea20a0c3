// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// CDEvents (cdevents.dev, 0.3 to 0.6): `service.deployed`, `service.upgraded` and `service.rolledback`,
/// alone or as the data of a CloudEvent.
public final class CdEvents {
    private static final Pattern TYPE = Pattern.compile("dev\\.cdevents\\.([a-z]+)\\.([a-z]+)\\..+");
    private static final Map<String, ChangeReport.State> STATES = Map.of(
            "deployed", ChangeReport.State.DONE,
            "upgraded", ChangeReport.State.DONE,
            "rolledback", ChangeReport.State.ROLLED_BACK);

    private CdEvents() {}

    /// Reads one.
    ///
    /// @return empty for an event of another kind; not to be used when there are faults
    public static Optional<ChangeReport> read(JsonNode body, Faults faults) {
        JsonNode inside = body.path("data");
        boolean wrapped = inside.path("context").isObject();
        JsonFields event = new JsonFields(wrapped ? inside : body, wrapped ? "/data" : "", faults);
        JsonFields context = event.object("context");
        ChangeReport.State state = state(Fields.required(context, "type", "the type of the CDEvent"));
        return state == null ? Optional.empty() : Optional.of(report(context, event.object("subject"), state));
    }

    private static ChangeReport.@Nullable State state(String type) {
        Matcher parts = TYPE.matcher(type);
        return parts.matches() && parts.group(1).equals("service") ? STATES.get(parts.group(2)) : null;
    }

    private static ChangeReport report(JsonFields context, JsonFields subject, ChangeReport.State state) {
        JsonFields content = subject.object("content");
        String artifact = Fields.text(content, "artifactId");
        return new ChangeReport(
                new ChangeReport.Origin(
                        "cdevents:" + Fields.required(context, "source", "the source of the event"),
                        Fields.required(context, "id", "the id of the event")),
                Fields.required(subject, "id", "the service"),
                Fields.required(content.object("environment"), "id", "the environment"),
                state,
                Fields.requiredTime(context, "timestamp"),
                new ChangeReport.Details(
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
