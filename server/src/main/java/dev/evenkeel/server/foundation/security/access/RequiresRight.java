// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the caller of a request must be allowed to do. Without it a request that only reads needs
/// [Right#VIEW], and every other one is refused.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresRight {
    /// The rights of which one is needed.
    Right[] value();

    /// For which services.
    Scope scope() default Scope.PATH;

    /// Where the services stand for which a right is needed.
    enum Scope {
        /// In the path, which names a service or something that belongs to one. What belongs to none, or a path
        /// that names nothing, needs the right everywhere.
        PATH,
        /// In the body: held for any service the right opens the door, and the handler asks for the rest
        /// ([Caller.Actor#require]).
        BODY,
        /// Held for any service, the right counts for all.
        ANY
    }
}
