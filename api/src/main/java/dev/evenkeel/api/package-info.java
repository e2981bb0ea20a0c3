// SPDX-License-Identifier: Apache-2.0

/// Requests and responses of the HTTP API: one class for each resource, with a record for each JSON object. The
/// server generates JSON Schemas from these records, which are its OpenAPI document and validate requests, and the
/// CLI sends and reads them.
///
/// In a request, a component is required unless it is `@Nullable`. Constraints are annotations of
/// `jakarta.validation`; `@JsonPropertyDescription` describes the allowed values, and validation errors repeat it.
///
/// Every response contains each component of its record, unless the component is `@Nullable` or `@JsonInclude`
/// omits it ([dev.evenkeel.api.schema.ResponseFields]).
///
/// Documents in requests, such as plans, are `JsonNode`s with their types in `@JsonSubTypes`; their parsers in the
/// module `files` validate them.
@NullMarked
package dev.evenkeel.api;

import org.jspecify.annotations.NullMarked;
