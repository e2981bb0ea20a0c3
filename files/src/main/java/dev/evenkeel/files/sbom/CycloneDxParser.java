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

/// A parser of CycloneDX SBOMs in JSON, specification 1.4 to 1.6: the entries of `components`, recursively, by
/// package URL. Excludes the application itself, which is in `metadata`.
public final class CycloneDxParser {
    private static final Set<String> VERSIONS = Set.of("1.4", "1.5", "1.6");

    private CycloneDxParser() {}

    /// Parses a file.
    ///
    /// @param errors receives all validation errors; with any, the result must not be used
    /// @return components by name, in order
    public static SortedMap<String, SbomComponent> parse(String text, ValidationErrors errors) {
        JsonNode bom;
        try {
            bom = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            errors.add("", "is not JSON: " + JsonTextParser.formatMessage(e), "export the SBOM as JSON, not XML");
            return new TreeMap<>();
        }
        JsonObjectReader fields = new JsonObjectReader(bom, "", errors);
        String version = fields.text("specVersion", "");
        if (!fields.text("bomFormat", "").equals("CycloneDX")) {
            errors.add(
                    "/bomFormat", "must be CycloneDX, got " + fields.find("bomFormat"), "export the SBOM as CycloneDX");
        } else if (!VERSIONS.contains(version)) {
            errors.add(
                    "/specVersion", "must be 1.4, 1.5 or 1.6, got \"" + version + "\"", "export one of these versions");
        }
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        readComponents(bom, "", errors, found);
        SortedMap<String, SbomComponent> components = new TreeMap<>();
        found.forEach((name, versions) -> components.put(name, new SbomComponent(name, versions)));
        return components;
    }

    /* The JSON parser limits the depth of the recursion. */
    private static void readComponents(
            JsonNode holder, String pointer, ValidationErrors errors, Map<String, SortedSet<String>> found) {
        JsonNode listed = holder.path("components");
        if (listed.isMissingNode()) {
            return;
        }
        String at = pointer + "/components";
        if (!listed.isArray()) {
            errors.add(at, "must be an array, got " + listed.getNodeType(), "export the SBOM again");
            return;
        }
        for (int i = 0; i < listed.size(); i++) {
            readComponent(listed.get(i), at + "/" + i, errors, found);
            readComponents(listed.get(i), at + "/" + i, errors, found);
        }
    }

    private static void readComponent(
            JsonNode json, String pointer, ValidationErrors errors, Map<String, SortedSet<String>> found) {
        JsonObjectReader fields = new JsonObjectReader(json, pointer, errors);
        String purl = fields.text("purl", "");
        String name = fields.text("name", "");
        String group = fields.text("group", "");
        if (purl.isEmpty() && name.isEmpty()) {
            errors.add(pointer, "has neither a purl nor a name", "export the SBOM again");
            return;
        }
        String id = purl.isEmpty() ? (group.isEmpty() ? name : group + "/" + name) : PackageUrl.withoutVersion(purl);
        String version = fields.text("version", PackageUrl.version(purl));
        found.computeIfAbsent(id, fresh -> new TreeSet<>()).add(version);
    }
}
