// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.security.access.Right;
import org.springframework.stereotype.Component;

/// The manifest kind of segments.
@Component
final class SegmentManifestKind extends FlagSetEntryManifestKind {
    static final String KIND = "Segment";
    static final String RULE = "rule";

    SegmentManifestKind(FlagService flags, FlagEditService edits) {
        super(flags, edits, SegmentController.EVALUATORS, RULE);
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.ofEnvironment(
                KIND, 70, Right.AUTHOR, FlagSpec.Segment.class, "A targeting rule that flags of an environment share.");
    }

    @Override
    FlagEdit deletionEdit(String name) {
        return SegmentController.removeSegment(name);
    }
}
