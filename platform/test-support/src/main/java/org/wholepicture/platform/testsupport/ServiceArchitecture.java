package org.wholepicture.platform.testsupport;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules about where a service's code lives and what it may know, checked in its compiled
 * classes. A service has one test:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     @TestFactory
 *     Stream<DynamicTest> rules() {
 *         return ServiceArchitecture.rulesOf("org.wholepicture.referral");
 *     }
 * }
 * }</pre>
 *
 * <p>Below the service's base package there are these homes, each with its subpackages: {@code
 * domain}, {@code application}, and the adapters {@code rest}, {@code web}, {@code messaging},
 * {@code persistence}, {@code timer}, {@code mail}. Direction: adapters to application to domain.
 */
public final class ServiceArchitecture {

    private static final List<String> ADAPTERS =
            List.of("rest", "web", "messaging", "persistence", "timer", "mail");

    /** How adapters do their work; the application does not know it either. */
    private static final String[] ADAPTER_TECHNOLOGY = {
        "java.sql..",
        "javax.sql..",
        "org.jdbi..",
        "jakarta.ws.rs..",
        "io.quarkus.qute..",
        "jakarta.mail..",
        "org.apache.kafka.."
    };

    /**
     * Frameworks that call a public type from generated code or by its name; everything else works
     * with package-private types.
     */
    private static final List<String> MAY_BE_PUBLIC =
            List.of(
                    "jakarta.ws.rs.Path",
                    "jakarta.ws.rs.ApplicationPath",
                    "jakarta.ws.rs.ext.Provider",
                    "jakarta.persistence.Entity",
                    // Made by the build, from outside of the application.
                    "io.quarkus.smallrye.openapi.OpenApiFilter",
                    "io.quarkus.qute.TemplateData",
                    "io.quarkus.qute.TemplateEnum",
                    "io.quarkus.qute.TemplateExtension",
                    "io.quarkus.qute.CheckedTemplate");

    private static final List<String> INJECTS =
            List.of(
                    "jakarta.inject.Inject",
                    "jakarta.annotation.Resource",
                    "jakarta.persistence.PersistenceContext",
                    "jakarta.persistence.PersistenceUnit",
                    "jakarta.ws.rs.core.Context",
                    "org.eclipse.microprofile.config.inject.ConfigProperty",
                    "org.eclipse.microprofile.rest.client.inject.RestClient",
                    "org.eclipse.microprofile.reactive.messaging.Channel",
                    "io.quarkus.qute.Location");

    private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";

    /** Types whose every method opens, ends or joins a transaction by hand. */
    private static final Set<String> TRANSACTIONS_BY_HAND =
            Set.of(
                    "io.quarkus.narayana.jta.QuarkusTransaction",
                    "jakarta.transaction.UserTransaction",
                    "jakarta.transaction.TransactionManager");

    /** Jdbi's own transactions do not fit into the JTA transaction of the caller [ADR 0006]. */
    private static final Set<String> JDBI_TRANSACTIONS =
            Set.of("inTransaction", "useTransaction", "begin", "commit", "rollback");

    private static final Set<String> CONNECTION_TRANSACTIONS =
            Set.of("setAutoCommit", "commit", "rollback");

    private ServiceArchitecture() {}

    /** A rule by the name that style.md gives it. */
    record NamedRule(String name, ArchRule rule) {}

    /**
     * One test for each rule over the classes of a service, its tests left out.
     *
     * @param basePackage package under which all of the service's code lives
     * @throws IllegalArgumentException when there is no class: a misspelt package passes nothing
     */
    public static Stream<DynamicTest> rulesOf(String basePackage) {
        JavaClasses classes =
                classesOf(
                        basePackage,
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS));
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("no classes under " + basePackage);
        }
        return rules(basePackage).stream()
                .map(
                        named ->
                                DynamicTest.dynamicTest(
                                        named.name(), () -> named.rule().check(classes)));
    }

    /**
     * Reads the classes of a package and no others: the rules ask the others for their name alone.
     */
    static JavaClasses classesOf(String basePackage, ClassFileImporter importer) {
        return ArchConfiguration.withThreadLocalScope(
                configuration -> {
                    configuration.setResolveMissingDependenciesFromClassPath(false);
                    return importer.importPackages(basePackage);
                });
    }

    static List<NamedRule> rules(String base) {
        return List.of(
                new NamedRule("domainIsPlainJava", domainIsPlainJava(base)),
                new NamedRule("applicationIgnoresAdapters", applicationIgnoresAdapters(base)),
                new NamedRule("adaptersIgnoreEachOther", adaptersIgnoreEachOther(base)),
                new NamedRule("adaptersExportNothing", adaptersExportNothing(base)),
                new NamedRule("timeComesFromTheClock", timeComesFromTheClock()),
                new NamedRule(
                        "transactionsOpenInApplicationOnly",
                        transactionsOpenInApplicationOnly(base)),
                new NamedRule("noFieldInjection", noFieldInjection()),
                new NamedRule("everyClassHasAKnownHome", everyClassHasAKnownHome(base)));
    }

    private static ArchRule domainIsPlainJava(String base) {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(base + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(base + ".domain..", "java..", "org.jspecify..")
                .because("the domain is tested and read without any framework")
                .allowEmptyShould(true);
    }

    private static ArchRule applicationIgnoresAdapters(String base) {
        String[] adapters =
                ADAPTERS.stream().map(a -> base + "." + a + "..").toArray(String[]::new);
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(base + ".application..")
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage(adapters)
                                .or(JavaClass.Predicates.resideInAnyPackage(ADAPTER_TECHNOLOGY)))
                .because("a use case reaches the world through ports")
                .allowEmptyShould(true);
    }

    private static ArchRule adaptersIgnoreEachOther(String base) {
        return ArchRuleDefinition.classes()
                .should(
                        new ArchCondition<>("not know another adapter") {
                            @Override
                            public void check(JavaClass item, ConditionEvents events) {
                                Optional<String> own = adapterOf(base, item);
                                if (own.isEmpty()) {
                                    return;
                                }
                                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                                    adapterOf(base, dependency.getTargetClass())
                                            .filter(other -> !other.equals(own.get()))
                                            .ifPresent(
                                                    _ ->
                                                            violated(
                                                                    events,
                                                                    item,
                                                                    dependency.getDescription()));
                                }
                            }
                        })
                .because("each adapter can be replaced alone");
    }

    /**
     * A top-level type of an adapter is package-private. It may be public when a framework's
     * annotation asks for it, or when a subpackage of the same adapter uses it; nested types are
     * hidden by the type around them.
     */
    private static ArchRule adaptersExportNothing(String base) {
        return ArchRuleDefinition.classes()
                .should(
                        new ArchCondition<>("be package-private in an adapter") {
                            @Override
                            public void check(JavaClass item, ConditionEvents events) {
                                Optional<String> own = adapterOf(base, item);
                                if (own.isEmpty()
                                        || !isVisible(item)
                                        || hasAny(item, MAY_BE_PUBLIC)
                                        || isUsedWithin(base, own.get(), item)) {
                                    return;
                                }
                                violated(events, item, item.getName() + " is public");
                            }
                        })
                .because("what nobody can reach, nobody depends on");
    }

    private static ArchRule timeComesFromTheClock() {
        return ArchRuleDefinition.classes()
                .should(
                        new ArchCondition<>("read the time from the injected InstantSource") {
                            @Override
                            public void check(JavaClass item, ConditionEvents events) {
                                item.getAccessesFromSelf().stream()
                                        .filter(ServiceArchitecture::readsTheMachinesClock)
                                        .forEach(a -> violated(events, item, a.getDescription()));
                            }
                        })
                .because("the local stack and the tests move time (design.md Time)");
    }

    /**
     * {@code @Transactional} on classes and methods, and JTA by hand, in the application alone; the
     * driver's and Jdbi's own transactions nowhere.
     */
    private static ArchRule transactionsOpenInApplicationOnly(String base) {
        return ArchRuleDefinition.classes()
                .should(
                        new ArchCondition<>("leave transactions to the application's methods") {
                            @Override
                            public void check(JavaClass item, ConditionEvents events) {
                                item.getAccessesFromSelf().stream()
                                        .filter(ServiceArchitecture::isADriversTransaction)
                                        .forEach(a -> violated(events, item, a.getDescription()));
                                if (home(base, item).equals("application")) {
                                    return;
                                }
                                item.getAccessesFromSelf().stream()
                                        .filter(ServiceArchitecture::opensATransactionByHand)
                                        .forEach(a -> violated(events, item, a.getDescription()));
                                if (hasAny(item, List.of(TRANSACTIONAL))) {
                                    violated(events, item, item.getName() + " is transactional");
                                }
                                for (JavaCodeUnit unit : item.getCodeUnits()) {
                                    if (hasAny(unit, List.of(TRANSACTIONAL))) {
                                        violated(
                                                events,
                                                item,
                                                unit.getFullName() + " is transactional");
                                    }
                                }
                            }
                        })
                .because("one use case is one transaction, seen in one place");
    }

    private static ArchRule noFieldInjection() {
        return ArchRuleDefinition.classes()
                .should(
                        new ArchCondition<>("be given what they need by their constructor") {
                            @Override
                            public void check(JavaClass item, ConditionEvents events) {
                                for (JavaField field : item.getFields()) {
                                    if (hasAny(field, INJECTS)) {
                                        violated(
                                                events, item, field.getFullName() + " is injected");
                                    }
                                }
                            }
                        })
                .because("final fields, and tests without a container");
    }

    /** The base package itself holds the service's one configuration mapping and nothing else. */
    private static ArchRule everyClassHasAKnownHome(String base) {
        return ArchRuleDefinition.classes()
                .should(
                        new ArchCondition<>("live in a known package") {
                            @Override
                            public void check(JavaClass item, ConditionEvents events) {
                                String home = home(base, item);
                                boolean known =
                                        home.equals("domain")
                                                || home.equals("application")
                                                || ADAPTERS.contains(home)
                                                || (home.isEmpty() && mayLiveAtTheTop(item));
                                if (!known) {
                                    violated(
                                            events,
                                            item,
                                            item.getName() + " is in no home that the rules know");
                                }
                            }
                        })
                .because("a package that no rule knows would pass every rule silently");
    }

    private static boolean mayLiveAtTheTop(JavaClass item) {
        JavaClass outermost = item;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().equals("package-info")
                || hasAny(outermost, List.of("io.smallrye.config.ConfigMapping"));
    }

    /** The first package name below the base, empty for the base itself. */
    private static String home(String base, JavaClass item) {
        String name = item.getPackageName();
        if (!name.startsWith(base + ".")) {
            return "";
        }
        String below = name.substring(base.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static Optional<String> adapterOf(String base, JavaClass item) {
        return Optional.of(home(base, item.getBaseComponentType())).filter(ADAPTERS::contains);
    }

    private static boolean isVisible(JavaClass item) {
        boolean open =
                item.getModifiers().contains(JavaModifier.PUBLIC)
                        || item.getModifiers().contains(JavaModifier.PROTECTED);
        return open && item.getEnclosingClass().map(ServiceArchitecture::isVisible).orElse(true);
    }

    private static boolean isUsedWithin(String base, String adapter, JavaClass item) {
        return item.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .filter(user -> !user.getPackageName().equals(item.getPackageName()))
                .anyMatch(user -> adapterOf(base, user).equals(Optional.of(adapter)));
    }

    private static boolean readsTheMachinesClock(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        String method = target.getName();
        if (owner.startsWith("java.time.") && method.equals("now")) {
            return !takesAClock(target);
        }
        return (owner.equals(System.class.getName()) && method.equals("currentTimeMillis"))
                || (owner.equals(Clock.class.getName())
                        && (method.startsWith("system")
                                || (method.startsWith("tick") && !takesAClock(target))))
                || (owner.equals(InstantSource.class.getName()) && method.equals("system"))
                || (owner.equals(Calendar.class.getName()) && method.equals("getInstance"))
                || (owner.equals(Date.class.getName())
                        && method.equals("<init>")
                        && parameters(target).isEmpty());
    }

    private static boolean takesAClock(AccessTarget target) {
        return parameters(target).contains(Clock.class.getName());
    }

    private static List<String> parameters(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                ? HasName.Utils.namesOf(unit.getRawParameterTypes())
                : List.of();
    }

    private static boolean opensATransactionByHand(JavaAccess<?> access) {
        return TRANSACTIONS_BY_HAND.contains(access.getTarget().getOwner().getName());
    }

    private static boolean isADriversTransaction(JavaAccess<?> access) {
        String owner = access.getTarget().getOwner().getName();
        String method = access.getTarget().getName();
        return (owner.startsWith("org.jdbi.") && JDBI_TRANSACTIONS.contains(method))
                || (owner.equals("java.sql.Connection")
                        && CONNECTION_TRANSACTIONS.contains(method));
    }

    /** By name, so that a service needs none of these libraries for its architecture test. */
    private static boolean hasAny(CanBeAnnotated item, List<String> annotations) {
        return annotations.stream().anyMatch(item::isAnnotatedWith);
    }

    private static void violated(ConditionEvents events, JavaClass item, String message) {
        events.add(SimpleConditionEvent.violated(item, message));
    }
}
