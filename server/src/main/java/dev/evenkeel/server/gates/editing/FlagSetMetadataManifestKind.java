// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.stereotype.Component;

/// The manifest kind of flag set metadata; each name is one object. It is applied before flags, so that a hash
/// rule in the metadata does not change assignments.
@Component
final class FlagSetMetadataManifestKind extends FlagSetEntryManifestKind {
    static final String KIND = "FlagSetMetadata";
    /// The part of a definition that contains the metadata.
    static final String PART = "metadata";

    static final String VALUE = "value";

    FlagSetMetadataManifestKind(FlagService flags, FlagEditService edits) {
        super(flags, edits, PART, VALUE);
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.ofEnvironment(
                KIND,
                65,
                Right.AUTHOR,
                FlagSpec.FlagSetMetadataEntry.class,
                "Metadata of all flags of an environment; metadata of a flag overrides it.");
    }

    @Override
    FlagEdit deletionEdit(String name) {
        return FlagEdit.remove(List.of(PART, name), "metadata.deleted", "metadata/" + name);
    }
}
