// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.authoring;

import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.flag.FlagSpec;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.server.manifest.ObjectForm;
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
