// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.technology.RingMove;
import dev.evenkeel.engine.technology.ServiceUse;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.technology.MoveDraft;
import dev.evenkeel.files.technology.TechnologyDraft;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectKind;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.Refusals;
import dev.evenkeel.server.foundation.manifest.Wanted;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The technology register in files. Its moves are only ever added to, and no technology leaves it.
@Component
class TechnologyObjects implements ObjectKind {
    private final TechnologyTable table;
    private final TechnologyOrders orders;

    TechnologyObjects(TechnologyTable table, TechnologyOrders orders) {
        this.table = table;
        this.orders = orders;
    }

    /// A technology as files write it; the parts mean what they mean in [Technology].
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            @JsonPropertyDescription("as people call it; its key unless said otherwise")
            String name,

            @JsonProperty(required = true) TechnologyKind kind,

            @JsonPropertyDescription("where it runs and ran, from a day on and until another")
            List<Use> services,

            @JsonPropertyDescription("package URLs without a version by which an SBOM shows it: pkg:maven/io.quarkus")
            List<String> packages,

            @JsonProperty(required = true)
            @JsonPropertyDescription("how it came to its ring, oldest first; what is kept stays, new ones stand behind")
            List<MoveDraft> moves) {
        static Spec of(Technology technology) {
            return new Spec(
                    technology.name(),
                    technology.kind(),
                    technology.services().stream().map(Use::of).toList(),
                    technology.packages(),
                    technology.moves().stream().map(Spec::move).toList());
        }

        private static MoveDraft move(RingMove move) {
            return new MoveDraft(move.at(), move.to(), move.reason(), move.person(), move.record());
        }
    }

    /// Where it runs.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Use(String service, String since, @Nullable String until) {
        static Use of(ServiceUse use) {
            return new Use(
                    use.service(),
                    use.since().toString(),
                    use.until() == null ? null : use.until().toString());
        }
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                "Technology",
                35,
                Right.AUTHOR,
                Spec.class,
                "A technology of the register, with how it came to its ring.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        table.all().forEach(one -> all.put(ObjectName.of(one.key()), ManifestJson.EXACT.valueToTree(Spec.of(one))));
        return all;
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        ObjectNode usual = ManifestJson.EXACT.createObjectNode();
        usual.put("name", name.name()).putArray("services");
        usual.putArray("packages");
        return usual;
    }

    @Override
    public void put(List<Wanted> wanted, ObjectOrder order, Faults faults) {
        int before = faults.all().size();
        List<TechnologyDraft> drafts = wanted.stream()
                .map(one -> TechnologyDraft.read(one.name().name(), whole(one), one.pointer(), faults))
                .toList();
        if (faults.all().size() == before) {
            Refusals.into(
                    faults, pointer -> place(pointer, wanted), () -> orders.apply(drafts, order.reason(), order.who()));
        }
    }

    private static String place(String pointer, List<Wanted> wanted) {
        return Refusals.place(
                        pointer, wanted, one -> "/technologies/" + one.name().name())
                .orElse(wanted.getFirst().pointer());
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        throw new Conflict(
                ErrorCode.OBJECT_STAYS,
                "Technology " + name + " stays in the register: what has run somewhere is part of its history.",
                "Leave its file, and move it to HOLD.");
    }
}
