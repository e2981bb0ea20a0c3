// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.targeting.ExpressionDecorator;

/// A definition as its author wrote it, parsed once.
///
/// @param textByKey the text with its flags by key, as from [DefinitionNormalizer]
/// @param compiled the flags at revision 0, as from [FlagSnapshot#parseTolerantly]
/// @param warnings warnings about [#textByKey]
public record AuthoredDefinition(String textByKey, FlagSnapshot compiled, DefinitionWarnings warnings) {
    /// Parses a definition in flagd's JSON format. Tolerates problems of rules, which [#compiled] lists.
    ///
    /// @throws InvalidDefinitionException with all problems, when any of them is outside of rules
    public static AuthoredDefinition parse(String definitionJson) {
        var document = DefinitionParser.parseDocument(definitionJson);
        var compiled = new FlagSnapshot(DefinitionParser.parseTolerantly(document, ExpressionDecorator.NONE), 0);
        String byKey = DefinitionNormalizer.withFlagsByKey(document, definitionJson);
        var warnings = byKey.equals(definitionJson) ? DefinitionWarnings.of(document) : DefinitionWarnings.of(byKey);
        return new AuthoredDefinition(byKey, compiled, warnings);
    }
}
