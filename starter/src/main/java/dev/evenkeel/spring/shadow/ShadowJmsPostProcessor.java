// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.sdk.ShadowCallMarker;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.beans.factory.config.BeanPostProcessor;

/// Bean post-processor that blocks JMS messages of shadow calls unless the queue or topic is allowed; allowed
/// messages carry the shadow mark as the property `baggage`. Wraps every connection factory bean and the
/// objects that it creates.
final class ShadowJmsPostProcessor implements BeanPostProcessor, MethodInterceptor {
    private static final Set<String> SENDING = Set.of("send", "publish");

    private final ShadowEgressPolicy egressPolicy;

    ShadowJmsPostProcessor(ShadowEgressPolicy egressPolicy) {
        this.egressPolicy = egressPolicy;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ConnectionFactory ? InterceptorProxies.proxyBean(bean, this) : bean;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        boolean marked =
                ShadowCallMarker.isActive() && SENDING.contains(call.getMethod().getName());
        Object result = marked ? sendMarked(call) : call.proceed();
        return result != null && canSend(result) ? guardResult(result, call) : result;
    }

    @SuppressWarnings("ReferenceEquality") // a fluent method returns the object that it was called on
    private Object guardResult(Object result, MethodInvocation call) {
        return result == call.getThis()
                ? ((ProxyMethodInvocation) call).getProxy()
                : InterceptorProxies.proxyInterfaces(result, this);
    }

    private static boolean canSend(Object object) {
        return object instanceof Connection
                || object instanceof Session
                || object instanceof MessageProducer
                || object instanceof JMSContext
                || object instanceof JMSProducer;
    }

    private static String destination(MethodInvocation call) throws JMSException {
        Optional<Destination> given = argument(call, Destination.class);
        Destination destination = given.isEmpty() && call.getThis() instanceof MessageProducer producer
                ? producer.getDestination()
                : given.orElse(null);
        if (destination instanceof Queue queue) {
            return queue.getQueueName();
        }
        return destination instanceof Topic topic ? topic.getTopicName() : String.valueOf(destination);
    }

    private @Nullable Object sendMarked(MethodInvocation call) throws Throwable {
        egressPolicy.requireAllowed("send a JMS message to", destination(call));
        String mark = ShadowCallMarker.baggage().orElseThrow();
        if (call.getThis() instanceof JMSProducer producer) {
            return sendMarked(call, producer, mark);
        }
        Optional<Message> message = argument(call, Message.class);
        if (message.isPresent()) {
            message.get().setStringProperty(ShadowHttpInterceptor.BAGGAGE, mark);
        }
        return call.proceed();
    }

    /* A producer keeps its properties and may send a real message next time. */
    private static @Nullable Object sendMarked(MethodInvocation call, JMSProducer producer, String mark)
            throws Throwable {
        Map<String, Object> before = new HashMap<>();
        producer.getPropertyNames().forEach(name -> before.put(name, producer.getObjectProperty(name)));
        producer.setProperty(ShadowHttpInterceptor.BAGGAGE, mark);
        try {
            return call.proceed();
        } finally {
            producer.clearProperties();
            before.forEach(producer::setProperty);
        }
    }

    private static <T> Optional<T> argument(MethodInvocation call, Class<T> type) {
        return Arrays.stream(call.getArguments())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
