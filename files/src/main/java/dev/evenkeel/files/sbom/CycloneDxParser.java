// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.sbom;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The components of a CycloneDX SBOM in JSON, specification 1.4 to 1.6: those in `components` and in
/// components of those, by package URL. The application itself, which stands in `metadata`, is none of them.
public final class CycloneDxParser {
    private static final Set<String> VERSIONS = Set.of("1.4", "1.5", "1.6");

    private CycloneDxParser() {}

    /// Reads a file.
    ///
    /// @param faults gets everything that is wrong; what is given then is not to be used
    /// @return components by name, in order
    public static SortedMap<String, SbomComponent> read(String text, ValidationErrors faults) {
        JsonNode bom;
        try {
            bom = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            faults.add("", "is not JSON: " + JsonTextParser.words(e), "write the SBOM as JSON, not as XML");
            return new TreeMap<>();
        }
        JsonObjectReader fields = new JsonObjectReader(bom, "", faults);
        String version = fields.text("specVersion", "");
        if (!fields.text("bomFormat", "").equals("CycloneDX")) {
            faults.add("/bomFormat", "must be CycloneDX, got " + fields.find("bomFormat"), "export it as CycloneDX");
        } else if (!VERSIONS.contains(version)) {
            faults.add("/specVersion", "must be 1.4, 1.5 or 1.6, got \"" + version + "\"", "export one of these");
        }
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        components(bom, "", faults, found);
        SortedMap<String, SbomComponent> components = new TreeMap<>();
        found.forEach((name, versions) -> components.put(name, new SbomComponent(name, versions)));
        return components;
    }

    /* The reader of JSON bounds how deep they may stand in each other. */
    private static void components(
            JsonNode holder, String pointer, ValidationErrors faults, Map<String, SortedSet<String>> found) {
        JsonNode listed = holder.path("components");
        if (listed.isMissingNode()) {
            return;
        }
        String at = pointer + "/components";
        if (!listed.isArray()) {
            faults.add(at, "must be an array, got " + listed.getNodeType(), "export the SBOM again");
            return;
        }
        for (int i = 0; i < listed.size(); i++) {
            component(listed.get(i), at + "/" + i, faults, found);
            components(listed.get(i), at + "/" + i, faults, found);
        }
    }

    private static void component(
            JsonNode json, String pointer, ValidationErrors faults, Map<String, SortedSet<String>> found) {
        JsonObjectReader fields = new JsonObjectReader(json, pointer, faults);
        String purl = fields.text("purl", "");
        String name = fields.text("name", "");
        String group = fields.text("group", "");
        if (purl.isEmpty() && name.isEmpty()) {
            faults.add(pointer, "has neither a purl nor a name", "export the SBOM again");
            return;
        }
        String id = purl.isEmpty() ? (group.isEmpty() ? name : group + "/" + name) : PackageUrl.withoutVersion(purl);
        String version = fields.text("version", PackageUrl.version(purl));
        found.computeIfAbsent(id, fresh -> new TreeSet<>()).add(version);
    }
}
