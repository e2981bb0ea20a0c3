// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.stereotype.Component;

/// Segments in files.
@Component
final class SegmentObjects extends MemberObjects {
    static final String KIND = "Segment";
    static final String RULE = "rule";

    SegmentObjects(Flags flags, FlagEdits edits) {
        super(flags, edits, SegmentApi.EVALUATORS, RULE);
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.inEnvironment(
                KIND, 70, Right.AUTHOR, FlagSpec.Segment.class, "A rule that flags of an environment share.");
    }

    @Override
    FlagEdits.Edit deletion(String name) {
        return new FlagEdits.Edit(List.of(SegmentApi.EVALUATORS, name), "segment.deleted", "segments/" + name);
    }
}
