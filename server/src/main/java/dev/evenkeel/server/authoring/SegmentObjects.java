// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.authoring;

import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.flag.FlagSpec;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.server.manifest.ManifestJson;
import dev.evenkeel.server.manifest.ObjectForm;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Segments in files.
@Component
final class SegmentObjects extends MemberObjects {
    static final String KIND = "Segment";
    static final String RULE = "rule";

    SegmentObjects(Flags flags, FlagEdits edits) {
        super(flags, edits, SegmentApi.EVALUATORS);
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.inEnvironment(
                KIND, 70, Right.AUTHOR, FlagSpec.Segment.class, "A rule that flags of an environment share.");
    }

    @Override
    JsonNode spec(String member, JsonNode value) {
        return ManifestJson.EXACT.createObjectNode().set(RULE, value);
    }

    @Override
    JsonNode value(JsonNode spec) {
        return spec.path(RULE);
    }

    @Override
    FlagEdits.Edit deletion(String name) {
        return new FlagEdits.Edit(List.of(SegmentApi.EVALUATORS, name), "segment.deleted", "segments/" + name);
    }
}
