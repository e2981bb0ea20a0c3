// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// The manifest kind of flags.
@Component
final class FlagManifestKind extends FlagSetEntryManifestKind {
    static final String KIND = "Flag";

    private final FlagOwnerResolver owners;

    FlagManifestKind(FlagService flags, FlagEditService edits, FlagOwnerResolver owners) {
        super(flags, edits, "flags", null);
        this.owners = owners;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.ofEnvironment(
                KIND, 80, Right.AUTHOR, FlagSpec.class, "A flag of an environment in flagd format.");
    }

    @Override
    FlagEdit deletionEdit(String name) {
        return FlagEdit.removeFlag(name, "flag.deleted");
    }

    @Override
    public Collection<String> owningServices(ManifestObjectName name) {
        return owners.listOwningServices(name.environment(), name.name());
    }
}
