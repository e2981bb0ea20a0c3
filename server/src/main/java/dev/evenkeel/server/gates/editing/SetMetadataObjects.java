// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.stereotype.Component;

/// Metadata of whole flag sets in files, each name an object of its own. Comes into force before flags do, so
/// that the hash rule that it may name moves nobody.
@Component
final class SetMetadataObjects extends MemberObjects {
    static final String KIND = "FlagSetMetadata";
    /// The part of a definition that holds it.
    static final String PART = "metadata";

    static final String VALUE = "value";

    SetMetadataObjects(Flags flags, FlagEdits edits) {
        super(flags, edits, PART, VALUE);
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.inEnvironment(
                KIND,
                65,
                Right.AUTHOR,
                FlagSpec.SetMetadata.class,
                "What there is to know of all flags of an environment, unless a flag says otherwise.");
    }

    @Override
    FlagEdits.Edit deletion(String name) {
        return new FlagEdits.Edit(List.of(PART, name), "metadata.deleted", "metadata/" + name);
    }
}
