// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

/// A record with rules about its values that types cannot express. [RecordBinder] calls it, and records that are
/// created otherwise are not validated.
public interface ValidatedRecord {
    /// Adds all validation errors. Fields that have an error already contain a placeholder, such as an empty string;
    /// further errors of them are ignored.
    ///
    /// @param pointer JSON pointer of the object
    void validate(String pointer, ValidationErrors errors);
}
