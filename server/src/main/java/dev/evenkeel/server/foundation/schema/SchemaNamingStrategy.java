// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Naming strategy of schemas. A name depends only on the type, so it is stable when types are added: the
/// feature, unless the type's name begins with it, then the type's simple name. A nested type that is not
/// itself a request or response is prefixed with its outer type's name without suffix. Requests and responses of
/// the module `api` keep their simple names.
///
/// @param suffix suffix of each name, except of enums and of types whose names already mark them as request
///     bodies
record SchemaNamingStrategy(String suffix) implements SchemaDefinitionNamingStrategy {
    private static final Pattern SUFFIX =
            Pattern.compile("(Api|Controller|RequestSchemas?|ResponseSchemas?|Requests?|Responses?)$");
    private static final Pattern WHOLE = Pattern.compile("(Request|Response)$");
    private static final Pattern REQUEST = Pattern.compile("(Request|Body)$");
    private static final String API = "dev.evenkeel.api";
    private static final int FEATURE_OF_MODULE = 3;
    private static final int FEATURE_OF_SERVER = 4;

    @Override
    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
        return name(key.getType());
    }

    private String name(ResolvedType type) {
        Class<?> erased = type.getErasedType();
        StringBuilder whole = new StringBuilder(derived(erased));
        type.getTypeParameters().forEach(parameter -> whole.append("Of").append(chain(parameter.getErasedType())));
        return erased.isEnum() || REQUEST.matcher(whole).find() ? whole.toString() : whole + suffix;
    }

    private static String derived(Class<?> type) {
        String within = feature(type);
        String name = chain(type);
        if (type.getPackageName().equals(API) && WHOLE.matcher(name).find()) {
            return name;
        }
        boolean told = name.toLowerCase(Locale.ROOT).startsWith(within);
        return told ? name : capitalised(within) + name;
    }

    /* dev.evenkeel.server.rollouts.drill and dev.evenkeel.engine.drill: drill. dev.evenkeel.api.DrillApi: drill. */
    private static String feature(Class<?> type) {
        if (type.getPackageName().equals(API)) {
            return SUFFIX.matcher(outermost(type).getSimpleName())
                    .replaceFirst("")
                    .toLowerCase(Locale.ROOT);
        }
        List<String> packages = List.of(type.getPackageName().split("\\."));
        int level = packages.contains("server") ? FEATURE_OF_SERVER : FEATURE_OF_MODULE;
        return packages.get(Math.min(level, packages.size() - 1));
    }

    private static Class<?> outermost(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type : outermost(outer);
    }

    private static String chain(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null || type.getSimpleName().matches(".+(Request|Response)")
                ? type.getSimpleName()
                : SUFFIX.matcher(chain(outer)).replaceFirst("") + type.getSimpleName();
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    @Override
    public void adjustDuplicateNames(Map<DefinitionKey, String> duplicates, SchemaGenerationContext context) {
        throw new IllegalStateException("schemas of different types have the same name: "
                + duplicates.keySet().stream().map(DefinitionKey::getType).toList());
    }

    @Override
    public String adjustNullableName(DefinitionKey key, String name, SchemaGenerationContext context) {
        return name + "OrNull";
    }
}
