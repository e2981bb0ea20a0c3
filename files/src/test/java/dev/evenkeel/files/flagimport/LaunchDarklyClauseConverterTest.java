// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Compares the evaluations of LaunchDarkly clauses with those of the imported rules. The importer rejects a
/// clause for which rules cannot return the same result in every context.
class LaunchDarklyClauseConverterTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> KINDS = Set.of("organization");
    private static final List<String> VALUES = List.of(
            "true",
            "false",
            "0",
            "7",
            "18",
            "17.5",
            "18.0",
            "1577836799999",
            "9007199254740993",
            "''",
            "'CH'",
            "'7'",
            "'17'",
            "'18'",
            "'true'",
            "'@acme.ch'",
            "'2.0.0'",
            "'2'",
            "'2.0'",
            "'v2.0.0'",
            "'V3.0.0'",
            "'2.0.0-rc.1'",
            "'2.0.0-rc.10'",
            "'2.0.1'",
            "'2.0.0+b'",
            "'02.0.0'",
            "'2.0.0.0'",
            "'latest'",
            "'2020-01-01T00:00:00Z'",
            "[]",
            "['CH']",
            "['DE','CH']",
            "[7]",
            "['7']",
            "[17,'x']",
            "['v2.0.1']",
            "['2.0.1','x']",
            "[['CH']]",
            "[true]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'attribute':'a','op':'in','values':['CH',7]",
                "'attribute':'a','op':'in','values':['7']",
                "'attribute':'a','op':'in','values':[true]",
                "'attribute':'a','op':'in','values':[]",
                "'attribute':'a','op':'contains','values':['CH','acme']",
                "'attribute':'a','op':'contains','values':['']",
                "'attribute':'a','op':'contains','values':[7]",
                "'attribute':'a','op':'startsWith','values':['C','2.']",
                "'attribute':'a','op':'endsWith','values':['.ch','0']",
                "'attribute':'a','op':'lessThan','values':[18]",
                "'attribute':'a','op':'lessThan','values':['18']",
                "'attribute':'a','op':'lessThanOrEqual','values':[18]",
                "'attribute':'a','op':'greaterThan','values':[17]",
                "'attribute':'a','op':'greaterThanOrEqual','values':[7,18]",
                "'attribute':'a','op':'semVerEqual','values':['2.0.0']",
                "'attribute':'a','op':'semVerEqual','values':['v2.0.0']",
                "'attribute':'a','op':'semVerLessThan','values':['2.0.0']",
                "'attribute':'a','op':'semVerGreaterThan','values':['2','x']",
                "'attribute':'a','op':'semVerGreaterThan','values':[1]",
                "'attribute':'key','op':'in','values':['CH','7']",
                "'attribute':'key','op':'contains','values':['0.0']",
                "'attribute':'anonymous','op':'in','values':[false]",
                "'attribute':'/anonymous','op':'in','values':[true],'contextKind':'organization'",
                "'attribute':'/a','op':'in','values':['CH'],'contextKind':'user'",
                "'attribute':'/a/b','op':'in','values':['CH'],'contextKind':'user'",
                "'attribute':'/o/b','op':'in','values':['CH'],'contextKind':'user'",
                "'attribute':'/o/x~1y','op':'in','values':['CH'],'contextKind':'user'",
                "'attribute':'/o/x~0y','op':'in','values':[7],'contextKind':'user'",
                "'attribute':'/a','op':'in','values':['CH']",
                "'attribute':'x/y','op':'in','values':['CH'],'contextKind':'user'",
                "'attribute':'a','op':'in','values':['CH'],'contextKind':'organization'",
                "'attribute':'/o/b','op':'in','values':['CH'],'contextKind':'organization'",
                "'attribute':'key','op':'in','values':['CH'],'contextKind':'organization'"
            })
    void matchesSameContextsAsLaunchDarkly(String clause) {
        for (boolean negate : List.of(false, true)) {
            String whole = "{" + clause + ",'negate':" + negate + "}";
            var imported = imported(whole);
            assertThat(imported.rejectedPointers()).noneMatch(place -> place.startsWith("/flags"));
            List<String> differences = new ArrayList<>();
            for (var contexts : contexts()) {
                boolean theirs = LaunchDarklySemantics.clause(contexts, json(whole));
                String ours = imported.evaluateVariant("f", converted(contexts));
                if (!(theirs ? "on" : "off").equals(ours)) {
                    differences.add(contexts + ": LaunchDarkly says " + theirs + ", imported " + ours);
                }
            }
            assertThat(differences).as(whole).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'attribute':'a','op':'before','values':['2020-01-01T00:00:00Z']           | clause a before
            'attribute':'a','op':'after','values':[1577836800000]                     | clause a after
            'attribute':'a','op':'before','values':[{'x':1}]                          | clause a before
            'attribute':'a','op':'before','values':['yesterday']                      | clause a before
            'attribute':'a','op':'in','values':[{'x':1}]                              | clause a in
            'attribute':'a','op':'in','values':[[1]]                                  | clause a in
            'attribute':'a','op':'in','values':[9007199254740993]                     | clause a in
            'attribute':'a','op':'lessThan','values':[9007199254740993]               | clause a lessThan
            'attribute':'a','op':'matches','values':['x']                             | clause a matches
            'attribute':'a','op':'soundsLike','values':['x']                          | clause a soundsLike
            'attribute':'kind','op':'in','values':['user']                            | clause kind in
            'attribute':'/kind','op':'in','values':['user'],'contextKind':'user'      | clause /kind in
            'attribute':'','op':'in','values':['x']                                   | clause in
            'attribute':'/','op':'in','values':['x'],'contextKind':'user'             | clause / in
            'attribute':'/a/','op':'in','values':['x'],'contextKind':'user'           | clause /a/ in
            'attribute':'//a','op':'in','values':['x'],'contextKind':'user'           | clause //a in
            'attribute':'/a~2','op':'in','values':['x'],'contextKind':'user'          | clause /a~2 in
            'attribute':'/a/0','op':'in','values':['CH'],'contextKind':'user'         | clause /a/0 in
            'attribute':'a.b','op':'in','values':['CH']                               | clause a.b in
            'attribute':'/a.b','op':'in','values':['CH'],'contextKind':'user'         | clause /a.b in
            'attribute':'targetingKey','op':'in','values':['CH']                      | clause targetingKey in
            'attribute':'$flagd.timestamp','op':'in','values':[1]                     | clause $flagd.timestamp in
            'attribute':'a','op':'in','values':['CH'],'contextKind':'x.y'             | clause a in
            'attribute':'a','op':'in','values':['CH'],'contextKind':7                 | clause a in
            'attribute':'a','op':'in','values':['CH'],'negate':'true'                 | clause a in
            'attribute':'a','op':'in','values':'CH'                                   | clause a in
            'attribute':'a','op':'in'                                                 | clause a in
            'attribute':'','op':'segmentMatch','values':['gone']                      | segment gone
            'attribute':'','op':'segmentMatch','values':[{'x':1}]                     | segment
            'attribute':'','op':'segmentMatch','values':['odd']                       | segment odd
            'attribute':'a','op':'in','values':['CH'],'somethingNew':1                | somethingNew
            """)
    void rejectsClausesThatCannotBeConvertedExactly(String clause, String part) {
        for (String negate : clause.contains("negate") ? List.of("") : List.of("", ",'negate':true")) {
            var imported = imported("{" + clause + negate + "}");
            assertThat(imported.result().isComplete()).isFalse();
            assertThat(imported.evaluateVariant("f", Map.of("a", "CH"))).isNull();
            assertThat(imported.entriesAt(ImportReportEntry.Rejected.class, "/flags/f"))
                    .singleElement()
                    .asString()
                    .contains("flag f", "reason=" + part, " at rules/0/clauses/0", "DISABLED");
        }
    }

    @Test
    void importsValidFlagsDespiteMalformedOnes() {
        var imported = export("""
                {'a':5,'b':{'on':true,'variations':[true,false],'fallthrough':{'variation':0},'rules':{}},
                 'c':{'on':true,'variations':[true,false],'fallthrough':{'variation':0},
                      'targets':[{'values':[{}],'variation':1}]},
                 'd':{'on':true,'variations':[true,false],'fallthrough':{'variation':0},'rules':[7]},
                 'e':{'on':true,'variations':[true,false],'fallthrough':{'variation':0},'offVariation':1,
                      'prerequisites':[{'key':'b','variation':0}]},
                 'g':{'on':true,'variations':[true,false],'fallthrough':{'variation':0},'offVariation':1,
                      'prerequisites':[{'key':'e','variation':0}]},
                 'f':{'on':true,'variations':[true,false],'fallthrough':{'variation':0}}}""");
        assertThat(imported.evaluateVariant("f", Map.of())).isEqualTo("on");
        assertThat(List.of("b", "c", "d", "e", "g"))
                .allSatisfy(
                        flag -> assertThat(imported.flagNode(flag).path("state").asString())
                                .as(flag)
                                .isEqualTo("DISABLED"));
        assertThat(imported.rejectedPointers())
                .contains("/flags/a", "/flags/b", "/flags/c", "/flags/d", "/flags/e", "/flags/g");
    }

    /// The order of context targets applies: here an organization precedes a user.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'contextKind':'organization','values':['acme'],'variation':1},{'contextKind':'user','values':[],'variation':0} | off
            {'contextKind':'user','values':[],'variation':0},{'contextKind':'organization','values':['acme'],'variation':1} | on
            {'contextKind':'organization','values':['acme'],'variation':1}                                                  | refused
            {'contextKind':'user','values':['bob'],'variation':0}                                                           | refused
            """)
    void evaluatesTargetsInLaunchDarklyOrder(String contextTargets, String variant) {
        var imported = export("{'f':{'on':true,'variations':[true,false],'fallthrough':{'variation':1},"
                + "'targets':[{'values':['ann'],'variation':0}],'contextTargets':[" + contextTargets + "]}}");
        Map<String, Object> both = Map.of("targetingKey", "ann", "organization", Map.of("key", "acme"));
        assertThat(imported.evaluateVariant("f", both)).isEqualTo(variant.equals("refused") ? null : variant);
    }

    /// The last variation gets the rest of the weights, and a variation precedes a rollout.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'rollout':{'variations':[{'variation':0,'weight':100000},{'variation':1,'weight':0}]}}               | on
            {'rollout':{'variations':[{'variation':0,'weight':60000},{'variation':1,'weight':0}]}}                | refused
            {'rollout':{'variations':[{'variation':1,'weight':0},{'variation':0,'weight':60000}]}}                | on
            {'variation':0,'rollout':{'variations':[{'variation':1,'weight':100000}]}}                            | on
            {'variation':0,'somethingNew':1}                                                                      | refused
            {'variation':0.5}                                                                                     | refused
            """)
    void importsFallthroughOnlyIfItServesOneVariation(String fallthrough, String variant) {
        var imported = export("{'f':{'on':true,'variations':[true,false],'fallthrough':" + fallthrough + "}}");
        assertThat(imported.evaluateVariant("f", Map.of())).isEqualTo(variant.equals("refused") ? null : variant);
    }

    @Test
    void preservesObjectVariationsWithValueMember() {
        var imported = export("{'f':{'on':true,'variations':[{'value':1},{'value':2}],'fallthrough':{'variation':0}}}");
        assertThat(imported.flagNode("f").path("variants").toString()).contains(Json.of("{'value':1}"));
    }

    private static ImportedExport imported(String clause) {
        return export("{'f':{'on':true,'variations':[true,false],'fallthrough':{'variation':1},'rules':[{'clauses':["
                + clause + "],'variation':0}]}}");
    }

    private static ImportedExport export(String flags) {
        String segments = "{'odd':{'key':'odd','rules':[{'clauses':[],'somethingNew':1}]}}";
        return ImportedExport.ofText(
                FlagExportFormat.LAUNCHDARKLY,
                ("{'flags':" + flags + ",'segments':" + segments + "}").replace('\'', '"'));
    }

    /// Contexts with each value as attribute and key of a user, with each value of an organization, and without
    /// both.
    private static List<Map<String, Map<String, Object>>> contexts() {
        List<Map<String, Map<String, Object>>> contexts = new ArrayList<>();
        for (String value : VALUES) {
            contexts.add(Map.of("user", json("{'key':'u','a':" + value + "}")));
            contexts.add(Map.of("user", json("{'key':'u','x/y':" + value + ",'o':{'b':" + value + "}}")));
            contexts.add(Map.of("user", json("{'key':'u','o':{'x/y':" + value + ",'x~y':" + value + "}}")));
            contexts.add(Map.of("user", json("{'key':'u'}"), "organization", json("{'key':'o','a':" + value + "}")));
            contexts.add(Map.of("organization", json("{'key':'CH','o':{'b':" + value + "}}")));
            if (value.startsWith("'") && value.length() > 2) {
                contexts.add(Map.of("user", json("{'key':" + value + ",'anonymous':true}")));
            }
        }
        contexts.add(Map.of());
        return contexts;
    }

    /// The contexts in the format of this server: user attributes, and one attribute for each other kind.
    private static Map<String, Object> converted(Map<String, Map<String, Object>> contexts) {
        Map<String, Object> attributes = new HashMap<>(contexts.getOrDefault("user", Map.of()));
        Object key = attributes.remove("key");
        if (key != null) {
            attributes.put("targetingKey", key);
        }
        contexts.forEach((kind, context) -> {
            if (KINDS.contains(kind)) {
                attributes.put(kind, context);
            }
        });
        return attributes;
    }

    @SuppressWarnings("unchecked") // a context or clause is an object
    private static Map<String, Object> json(String text) {
        return JSON.readValue(text.replace('\'', '"'), Map.class);
    }
}
