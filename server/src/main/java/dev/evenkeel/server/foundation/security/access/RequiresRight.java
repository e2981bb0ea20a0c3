// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The right that a handler requires of its caller. Without this annotation, a handler that only reads requires
/// [Right#VIEW], and any other request is rejected.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresRight {
    /// Alternative rights, one of which is required.
    Right[] value();

    /// The services for which the right is required.
    ServiceSource scope() default ServiceSource.PATH;

    /// Where a request names the services for which the right is required.
    enum ServiceSource {
        /// The path names a service or an object that belongs to services. If the object belongs to none, or
        /// the path names nothing, the right is required for all services.
        PATH,
        /// The body names the services: the right for any service is sufficient to call the handler, which
        /// checks the rest ([Caller.Actor#requireRight]).
        BODY,
        /// The right for any service is sufficient.
        ANY,
        /// No role is sufficient; only the admin token may call the handler.
        ADMIN_TOKEN
    }
}
