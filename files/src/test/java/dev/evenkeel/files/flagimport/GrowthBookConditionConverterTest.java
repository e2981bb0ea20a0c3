// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Compares the evaluations of GrowthBook conditions with those of the imported rules. The importer rejects a
/// condition for which rules cannot return the same result in every context.
class GrowthBookConditionConverterTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String GROUPS = """
            {"staff":["ann","cid"],"numbers":[1,2,3],"texts":["1","2"],"none":[]}""";

    /// Attribute values, one per context; one context has no value.
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "2",
            "42",
            "42.0",
            "1.5",
            "-1",
            "1e21",
            "9007199254740993",
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"1\"",
            "\"2\"",
            "\"42\"",
            "\"42.0\"",
            "\"042\"",
            "\" 42\\u00a0\"",
            "\"0x2a\"",
            "\"0b101010\"",
            "\"1e1\"",
            "\"true\"",
            "\"false\"",
            "\"null\"",
            "\"NaN\"",
            "\"CH\"",
            "\"ch\"",
            "\"CH,AT\"",
            "\"ann\"",
            "\"latest\"",
            "\"1.2.3\"",
            "\"[object Object]\"",
            "[]",
            "[null]",
            Json.of("['']"),
            "[[]]",
            Json.of("['CH']"),
            Json.of("['CH','AT']"),
            "[1]",
            "[42]",
            Json.of("['42']"),
            "[1,2]",
            Json.of("[['CH']]"),
            "[true]",
            Json.of("[{'b':1}]"),
            Json.of("[{'b':'1','id':1}]"),
            "{}",
            Json.of("{'b':1}"),
            Json.of("{'b':'CH'}"),
            Json.of("{'b':[]}"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':'CH'}",
                "{'a':'42'}",
                "{'a':'42.0'}",
                "{'a':''}",
                "{'a':' '}",
                "{'a':'0'}",
                "{'a':'1'}",
                "{'a':'true'}",
                "{'a':'false'}",
                "{'a':'null'}",
                "{'a':'CH,AT'}",
                "{'a':'[object Object]'}",
                "{'a':42}",
                "{'a':0}",
                "{'a':1}",
                "{'a':1.5}",
                "{'a':true}",
                "{'a':false}",
                "{'a':null}",
                "{'a.b':1}",
                "{'a.b':'CH'}",
                "{'a.0':'CH'}",
                "{'a.b':true}",
                "{'a.b':null}",
                "{}",
                "{'$or':[]}",
                "{'$nor':[]}",
                "{'$and':[]}",
                "{'a':{'$eq':42}}",
                "{'a':{'$eq':'42'}}",
                "{'a':{'$ne':42}}",
                "{'a':{'$ne':'42'}}",
                "{'a':{'$ne':null}}",
                "{'a':{'$eq':true}}",
                "{'a':{'$lt':2}}",
                "{'a':{'$lte':2}}",
                "{'a':{'$gt':0}}",
                "{'a':{'$gte':42}}",
                "{'a':{'$lt':'2'}}",
                "{'a':{'$gt':'CG'}}",
                "{'a':{'$gte':null}}",
                "{'a':{'$lt':true}}",
                "{'a':{'$exists':true}}",
                "{'a':{'$exists':false}}",
                "{'a':{'$in':['CH','AT']}}",
                "{'a':{'$in':[1,2]}}",
                "{'a':{'$in':['1',2,null]}}",
                "{'a':{'$in':[]}}",
                "{'a':{'$nin':[]}}",
                "{'a':{'$nin':[1,2]}}",
                "{'a':{'$nin':['1','2']}}",
                "{'a':{'$nin':'CH'}}",
                "{'a':{'$inGroup':'numbers'}}",
                "{'a':{'$inGroup':'none'}}",
                "{'a':{'$notInGroup':'numbers'}}",
                "{'a':{'$notInGroup':'texts'}}",
                "{'a':{'$notInGroup':'none'}}",
                "{'a':{'$not':{'$in':[1]}}}",
                "{'a':{'$not':'CH'}}",
                "{'a':{'$not':{'$gt':1}}}",
                "{'a':{'$not':42}}",
                "{'$not':{'a':'CH'}}",
                "{'$not':{'a':{'$lt':2}}}",
                "{'$nor':[{'a':1},{'a':'CH'}]}",
                "{'$or':[{'a':1},{'a':{'$in':['CH']}}]}",
                "{'$and':[{'a':{'$gt':0}},{'a':{'$lt':50}}]}",
                "{'a':{'$all':['CH']}}",
                "{'a':{'$all':['CH',{'$ne':1}]}}",
                "{'a':{'$all':[1,2]}}",
                "{'a':{'$elemMatch':{'$eq':'CH'}}}",
                "{'a':{'$elemMatch':{'$gt':1}}}",
                "{'a':{'$elemMatch':{'b':1}}}",
                "{'a':{'$elemMatch':{'b':{'$exists':false}}}}",
                "{'a':{'$elemMatch':{}}}",
                "{'a':{'$elemMatch':{'id':1}}}",
                "{'a':{'$not':{'$elemMatch':{'b':'1'}}}}",
                "{'id':1}",
                "{'id':'1'}",
                "{'id':'42'}",
                "{'id':'null'}",
                "{'id':null}",
                "{'id':{'$gt':1}}",
                "{'id':{'$lte':2}}",
                "{'id':{'$in':['ann','bob']}}",
                "{'id':{'$nin':['ann']}}",
                "{'id':{'$inGroup':'staff'}}",
                "{'id':{'$notInGroup':'staff'}}",
                "{'id':{'$ne':'ann'}}",
                "{'id':{'$exists':true}}",
                "{'id':{'$not':'ann'}}"
            })
    void matchesSameContextsAsGrowthBook(String condition) {
        var imported = imported(condition);
        assertThat(imported.rejectedPointers()).isEmpty();
        var growthBook = new GrowthBookSemantics(lists());
        List<String> differences = new ArrayList<>();
        for (Map<String, Object> context : contexts()) {
            boolean theirs = growthBook.condition(context, json(condition));
            String ours = imported.evaluateVariant("f", converted(context));
            if (!(theirs ? "on" : "off").equals(ours)) {
                differences.add(context + ": GrowthBook says " + theirs + ", imported " + ours);
            }
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'id':{'$nin':[1,2]}}                     | condition id $nin
            {'id':{'$in':[1,2]}}                      | condition id $in
            {'id':{'$in':['ann','7']}}                | condition id $in
            {'id':{'$ne':7}}                          | condition id $ne
            {'id':{'$eq':7}}                          | condition id $eq
            {'id':{'$ne':'7'}}                        | condition id $ne
            {'id':{'$gt':'7'}}                        | condition id $gt
            {'id':true}                               | condition id
            {'id':{'$inGroup':'numbers'}}             | condition id $inGroup numbers
            {'id':{'$notInGroup':'numbers'}}          | condition id $notInGroup numbers
            {'id':{'$notInGroup':'texts'}}            | condition id $notInGroup texts
            {'$not':{'id':{'$in':[1]}}}               | condition id $in
            {'$nor':[{'a':'CH'},{'id':{'$in':[1]}}]}  | condition id $in
            {'id':{'$not':{'$eq':1}}}                 | condition id $eq
            {'id.x':'a'}                              | condition id.x
            {'targetingKey':'a'}                      | condition targetingKey
            {'a':9007199254740993}                    | condition a
            {'a':'9007199254740993'}                  | condition a
            {'a':'1e+21'}                             | condition a
            {'a':{'$nin':[9007199254740993]}}         | condition a $nin
            {'a':{'$gt':'9007199254740993'}}          | condition a $gt
            {'a':{'$vgt':'1.2.3'}}                    | condition a $vgt
            {'a':{'$not':{'$veq':'1.2.3'}}}           | condition a $veq
            {'a':{'$not':{'$regex':'x'}}}             | condition a $regex
            {'$not':{'a':{'$near':1}}}                | condition a $near
            {'$where':'x'}                            | condition $where
            {'a':{'$notInGroup':'gone'}}              | group gone
            {'a':{'$notInGroup':{}}}                  | condition a $notInGroup
            {'a':{'$exists':'no'}}                    | condition a $exists
            {'a.length':2}                            | condition a.length
            {'':2}                                    | condition element
            {'$or':{}}                                | condition $or
            {'$nor':'x'}                              | condition $nor
            {'$not':[]}                               | condition
            {'$and':['x']}                            | condition
            {'a':{'$elemMatch':'x'}}                  | condition a $elemMatch
            {'a':{'x':1}}                             | condition a
            'CH'                                      | condition
            """)
    void rejectsConditionsThatCannotBeConvertedExactly(String condition, String part) {
        var imported = imported(condition);
        assertThat(imported.result().isComplete()).isFalse();
        assertThat(imported.evaluateVariant("f", Map.of("a", "CH", "targetingKey", "7")))
                .isNull();
        assertThat(imported.entriesAt(ImportReportEntry.Rejected.class, "/features/f"))
                .singleElement()
                .asString()
                .contains("flag f", part + " at rules/0/condition", "DISABLED");
        var enabled = imported.result().definition().replace("\"DISABLED\"", "\"ENABLED\"");
        assertThat(new ImportedExport(new FlagImport(enabled, List.of()))
                        .evaluateVariant("f", Map.of("a", "CH", "targetingKey", "7")))
                .as("enabled before it was completed")
                .isEqualTo("off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'force':true,'condition':{'a':'CH'},'somethingNew':1}",
                "{'force':true,'coverage':null,'hashAttribute':'id'}",
                "{'force':true,'coverage':'1'}",
                "{'force':true,'coverage':1,'hashVersion':3}",
                "{'force':true,'coverage':1,'fallbackAttribute':'a'}",
                "{'force':true,'parentConditions':[{'id':'g','gate':true,'condition':{'value':true,'x':1}}]}",
                "{'force':true,'parentConditions':[{'id':'g','gate':true,'condition':{'value':true},'x':1}]}",
                "{'force':true,'parentConditions':{}}"
            })
    void disablesFlagWhenRuleHasUnsupportedMember(String rule) {
        assertThat(export("{'f':{'defaultValue':false,'rules':[" + rule + "]},'g':{'defaultValue':true}}")
                        .flagNode("f")
                        .path("state")
                        .asString())
                .isEqualTo("DISABLED");
    }

    @Test
    void importsValidFlagsDespiteMalformedOnes() {
        var imported = export("""
                {'a':5,'b':{'defaultValue':false,'rules':{}},'c':{'defaultValue':false,'rules':[7]},'d':null,
                 'e':{'defaultValue':false,'rules':[{'force':true,'parentConditions':[
                        {'id':'b','gate':true,'condition':{'value':false}}]}]},
                 'f':{'defaultValue':true}}""");
        assertThat(imported.evaluateVariant("f", Map.of())).isEqualTo("on");
        assertThat(imported.rejectedPointers()).contains("/features/a", "/features/b", "/features/c", "/features/d");
        assertThat(imported.entriesAt(ImportReportEntry.Rejected.class, "/features/e"))
                .singleElement()
                .asString()
                .contains("depends on flag b");
        assertThat(List.of("b", "c", "e"))
                .allSatisfy(
                        flag -> assertThat(imported.flagNode(flag).path("state").asString())
                                .isEqualTo("DISABLED"));
    }

    @Test
    void avoidsCollisionsOfGroupAndAttributeNames() {
        var imported = ImportedExport.ofText(FlagExportFormat.GROWTHBOOK, """
                {"savedGroups":{"a-b":["x"],"a":["y"]},"features":{
                 "f":{"defaultValue":false,"rules":[{"force":true,"condition":{"c":{"$inGroup":"a-b"}}}]},
                 "g":{"defaultValue":false,"rules":[{"force":true,"condition":{"b-c":{"$inGroup":"a"}}}]}}}""");
        assertThat(imported.evaluateVariant("f", Map.of("c", "x"))).isEqualTo("on");
        assertThat(imported.evaluateVariant("g", Map.of("b-c", "y"))).isEqualTo("on");
        assertThat(imported.evaluateVariant("g", Map.of("c", "x"))).isEqualTo("off");
    }

    private static ImportedExport imported(String condition) {
        return export("{'f':{'defaultValue':false,'rules':[{'force':true,'condition':" + condition + "}]}}");
    }

    private static ImportedExport export(String features) {
        return ImportedExport.ofText(
                FlagExportFormat.GROWTHBOOK,
                Json.of("{'features':%s,'savedGroups':%s}", features.replace('\'', '"'), GROUPS));
    }

    /// Contexts with each value as the attribute, and with each text and number as the ID.
    private static List<Map<String, Object>> contexts() {
        List<Map<String, Object>> contexts = new ArrayList<>();
        for (String value : VALUES) {
            contexts.add(json("{'a':" + value + "}"));
            if (value.matches(Json.of("[0-9'].*"))) {
                contexts.add(json("{'id':" + value + "}"));
            }
        }
        contexts.add(Map.of());
        return contexts;
    }

    /// The context in the format of this server, where the ID is a text.
    private static Map<String, Object> converted(Map<String, Object> context) {
        Map<String, Object> attributes = new HashMap<>(context);
        Object id = attributes.remove("id");
        if (id != null) {
            attributes.put("targetingKey", JavaScriptSemantics.toText(id));
        }
        return attributes;
    }

    @SuppressWarnings("unchecked") // groups are lists
    private static Map<String, List<?>> lists() {
        return JSON.readValue(GROUPS, Map.class);
    }

    @SuppressWarnings("unchecked") // a context or condition is an object
    private static Map<String, Object> json(String text) {
        return JSON.readValue(text.replace('\'', '"'), Map.class);
    }
}
