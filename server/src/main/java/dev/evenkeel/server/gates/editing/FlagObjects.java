// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// Flags in files.
@Component
final class FlagObjects extends MemberObjects {
    static final String KIND = "Flag";

    private final FlagOwners owners;

    FlagObjects(Flags flags, FlagEdits edits, FlagOwners owners) {
        super(flags, edits, "flags", null);
        this.owners = owners;
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.inEnvironment(
                KIND, 80, Right.AUTHOR, FlagSpec.class, "A flag of an environment, as flagd writes it.");
    }

    @Override
    FlagEdits.Edit deletion(String name) {
        return FlagEdits.Edit.ofFlag(name, "flag.deleted");
    }

    @Override
    public Collection<String> services(ObjectName name) {
        return owners.ofFlag(name.environment(), name.name());
    }
}
