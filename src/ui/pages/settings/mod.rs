//! Settings: us, team, products, tiers and standards, stages, currencies, holidays, appearance.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Change, Entity, Id, Kind, Locale, Money, Order, Product, Teammate, Workspace,
        brand::{Brand, colour_of},
        choice::{Country, Enablement, Stage, Tier},
        date::Holiday,
        parse,
        setting::{Rate, Segmentation, Standard, default_odds, default_standards},
    },
    state::Store,
    ui::{
        browser,
        kit::{Glyph, Icon, Preset, RecordFields},
        route::use_here,
        shell::use_adding,
        use_store,
    },
    words,
};

/// Changes the settings' record, creating it where there is none.
fn change(store: Store, label: &str, edit: impl FnOnce(&mut Workspace)) {
    let mut settings = store.peek(|records| records.workspace());
    if settings.id.is_nil() {
        settings.id = store.new_id();
    }
    edit(&mut settings);
    store.apply(Change::put(format!("changed {label}"), settings));
}

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let store = use_store();
    if store.peek(|records| records.workspace().id.is_nil()) {
        // The form edits a record, so the settings need one; it holds only defaults. To look at settings is no act to
        // undo.
        let settings = Workspace { id: store.new_id(), ..store.peek(|records| records.workspace()) };
        store.note(Change::put("began the settings", settings));
    }
    let key = store.peek(|records| records.workspace().id).into();
    // How the chosen country writes, on the screen and in every document.
    let example = move || {
        let (locale, currency) = (store.locale_signal().get(), store.workspace().currency);
        let money = |units| locale.money(Money::units(units, currency));
        let figures = [money(9_940_000), money(360_000), locale.number(1234.5, 1), locale.percent(1.021, 1)];
        let shown = format!(
            "So they look on the screen and in documents: {}, {}.",
            figures.join(", "),
            locale.date(store.today())
        );
        match store.workspace().country {
            Country::International => shown,
            country if locale == Locale::INTERNATIONAL => {
                format!("This browser does not know how English is written in {}. {shown}", country.label())
            }
            _ => shown,
        }
    };
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>"Settings"</h1>
                    <p>"They belong to this workspace and leave only with a full backup."</p>
                </div>
            </div>
            <div class="with-panel">
                <div class="page-body settings">
                    <section>
                        <h2 class="h2">"Us"</h2>
                        <RecordFields key only=&["company", "me", "currency", "fiscalStart", "country"] />
                        <p class="q2">{example}</p>
                    </section>
                    <BrandForm />
                    <Appearance />
                    <Team />
                    <Products />
                    <Tiers />
                    <Stages />
                    <Holidays />
                    <Rates />
                </div>
                <super::account::OpenPanel />
            </div>
        </main>
    }
}

/// The look of documents: two colours that can be read on white, and a logo.
#[component]
fn BrandForm() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let brand = Memo::new(move |_| store.workspace().brand);
    let colour = move |label: &'static str, part: fn(&mut Brand) -> &mut String| {
        let problem = RwSignal::new(String::new());
        let now = move || part(&mut brand.get()).clone();
        let write = move |event| match colour_of(&event_target_value(&event)) {
            Ok(digits) => {
                problem.set(String::new());
                change(store, "the brand", |settings| *part(&mut settings.brand) = digits);
            }
            Err(reason) => problem.set(format!("{}.", words::colour_problem(reason, locale))),
        };
        view! {
            <label class="field">
                <span>{label}</span>
                <span class="colour">
                    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                        <rect width="24" height="24" rx="5" style:fill=move || format!("#{}", now()) />
                    </svg>
                    <input
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=move || format!("#{}", now())
                        on:change=write
                    />
                </span>
                <span class="problem" role="alert">
                    {move || problem.get()}
                </span>
            </label>
        }
    };
    let problem = RwSignal::new(String::new());
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = browser::chosen_file(&event) else { return };
        let locale = store.locale();
        leptos::task::spawn_local(async move {
            let read = match browser::read(file, 10_000_000, locale).await {
                Ok(chosen) => {
                    browser::logo_of(&chosen.bytes).await.map_err(|reason| format!("“{}”: {reason}", chosen.name))
                }
                Err(reason) => Err(reason),
            };
            match read {
                Ok(logo) => {
                    problem.set(String::new());
                    change(store, "the logo", |settings| settings.brand.logo = Some(logo));
                }
                Err(reason) => problem.set(reason),
            }
        });
    };
    let remove = move |_| change(store, "the logo", |settings| settings.brand.logo = None);
    let shown = move || {
        Brand::clone(&brand.read()).readable().logo.map(|logo| {
            view! {
                <div class="logo">
                    <img src=format!("data:image/png;base64,{}", logo.png) alt="The logo, as documents show it" />
                    <button type="button" class="more-link" on:click=remove>
                        "Remove the logo"
                    </button>
                </div>
            }
        })
    };
    view! {
        <section>
            <h2 class="h2">"Brand"<small>"of every document"</small></h2>
            <div class="grid6">
                {colour("Main colour", |brand| &mut brand.primary)} {colour("Second colour", |brand| &mut brand.second)}
            </div>
            {shown}
            <label class="field logo-f">
                <span>"Logo: PNG, JPEG or SVG. Its pixels are kept in this browser, nothing else of the file."</span>
                <input type="file" accept="image/*" on:change=choose />
            </label>
            <span class="problem" role="alert">
                {move || problem.get()}
            </span>
        </section>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let theme = RwSignal::new(browser::theme());
    let choices = [("", "As the system"), ("light", "Light"), ("dark", "Dark")].map(|(key, label)| {
        let choose = move |_| {
            browser::set_theme(key);
            theme.set(key.into());
        };
        view! {
            <button type="button" aria-pressed=move || (theme.get() == key).to_string() on:click=choose>
                {label}
            </button>
        }
    });
    view! {
        <section>
            <h2 class="h2">"Appearance"<small>"on this device"</small></h2>
            <div class="seg" role="group" aria-label="Appearance">
                {choices.collect_view()}
            </div>
        </section>
    }
}

#[component]
fn Team() -> impl IntoView {
    let team = |teammate: &Teammate, _: Locale| {
        vec![teammate.name.clone(), teammate.function.clone(), teammate.region.clone()]
    };
    view! {
        <Shared
            title="Our team"
            kind=Kind::Teammate
            cells=team
            empty="Add yourself first, then choose yourself under “You”."
        />
    }
}

#[component]
fn Products() -> impl IntoView {
    let cells = |product: &Product, locale: Locale| {
        vec![
            product.name.clone(),
            product.series.clone(),
            product.list_price.map(|it| locale.money(it)).unwrap_or_default(),
        ]
    };
    let empty = "What you sell. Opportunities and revenue name it.";
    view! { <Shared title="Products" kind=Kind::Product cells empty /> }
}

#[component]
fn Shared<T: Entity>(
    title: &'static str,
    kind: Kind,
    cells: fn(&T, Locale) -> Vec<String>,
    empty: &'static str,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let rows = Memo::new(move |_| {
        store.read_kind::<T, _>(|records| {
            records
                .all::<T>()
                .map(|record| (record.id().0, cells(record, store.locale_signal().get())))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section>
            <h2 class="h2">
                {title}<small>{move || rows.read().len()}</small>
                <button
                    type="button"
                    class="more-link push"
                    on:click=move |_| adding.open(kind, None, Preset::default())
                >
                    {format!("Add {}", kind.one())}
                </button>
            </h2>
            <table class="tbl">
                <tbody>
                    {move || {
                        rows.get()
                            .into_iter()
                            .map(|(id, cells)| {
                                let mut cells = cells.into_iter();
                                let name = cells.next().unwrap_or_default();
                                view! {
                                    <tr>
                                        <td>
                                            <a class="mid" href=move || here.with("open", &id.to_string())>
                                                {name}
                                            </a>
                                        </td>
                                        {cells.map(|cell| view! { <td class="q2">{cell}</td> }).collect_view()}
                                    </tr>
                                }
                            })
                            .collect_view()
                    }}
                </tbody>
            </table>
            <Show when=move || rows.read().is_empty()>
                <p class="empty">{empty}</p>
            </Show>
        </section>
    }
}

/// A small number that is a setting.
#[component]
fn Number(
    #[prop(into)] label: String,
    value: i64,
    most: i64,
    on_change: Callback<i64>,
    /// In a table, whose heads say it to the eye.
    #[prop(optional)]
    in_table: bool,
) -> impl IntoView {
    let store = use_store();
    let problem = RwSignal::new(String::new());
    let typed = move |event| match parse::number(&event_target_value(&event), store.locale())
        .filter(|number| number.fract() == 0.0 && (0.0..=most as f64).contains(number))
    {
        Some(number) => {
            problem.set(String::new());
            on_change.run(number as i64);
        }
        None => problem.set(format!("A whole number from 0 to {most}")),
    };
    view! {
        <label class="field" class:in-table=in_table>
            <span class:sr=in_table>{label}</span>
            <input type="text" inputmode="numeric" prop:value=value.to_string() on:change=typed />
            <span class="problem" role="alert">
                {move || problem.get()}
            </span>
        </label>
    }
}

/// Sets an account's tier by hand, or gives it back to its scores; the reason is asked for in its panel.
pub fn change_tier(store: Store, id: Id<Account>, tier: Option<Tier>) {
    let Some(account) = store.peek(|records| records.get(id).cloned()) else { return };
    let label = match tier {
        Some(tier) => format!("set “{}” to tier {}", account.name, tier.label()),
        None => format!("gave “{}” the tier of its scores", account.name),
    };
    store.apply_and_tell(Change::put(label, account.with_tier(tier)));
}

/// The weights of the four criteria, and the points from which a tier begins.
#[component]
pub fn Criteria() -> impl IntoView {
    let store = use_store();
    let rules = Memo::new(move |_| store.workspace().segmentation);
    type Part = fn(&mut Segmentation) -> &mut u8;
    const PARTS: [(&str, Part); 6] = [
        ("Weight of revenue", |rules| &mut rules.revenue),
        ("Weight of growth potential", |rules| &mut rules.growth),
        ("Weight of strategic fit", |rules| &mut rules.fit),
        ("Weight of stability", |rules| &mut rules.stability),
        ("Tier A from, points", |rules| &mut rules.a_from),
        ("Tier B from, points", |rules| &mut rules.b_from),
    ];
    let weights = move || {
        PARTS
            .map(|(label, part)| {
                let mut now = rules.get();
                let value = i64::from(*part(&mut now));
                let on_change = Callback::new(move |new: i64| {
                    change(store, "the segmentation", |settings| {
                        *part(&mut settings.segmentation) = u8::try_from(new).unwrap_or(0)
                    })
                });
                view! { <Number label value most=100 on_change /> }
            })
            .collect_view()
    };
    view! { <div class="grid6">{weights}</div> }
}

#[component]
fn Tiers() -> impl IntoView {
    let store = use_store();
    let standards = Memo::new(move |_| store.workspace().standards);
    let rows = move || {
        Tier::ALL
            .iter()
            .map(|tier| {
                let tier = *tier;
                let all = if standards.read().is_empty() { default_standards() } else { standards.get() };
                let standard = all.iter().find(|standard| standard.tier == tier).cloned().unwrap_or_default();
                let edit = move |edit: &dyn Fn(&mut Standard)| {
                    change(store, "the engagement standard", |settings| {
                        if settings.standards.is_empty() {
                            settings.standards = default_standards();
                        }
                        if let Some(standard) = settings.standards.iter_mut().find(|standard| standard.tier == tier) {
                            edit(standard);
                        }
                    });
                };
                type Part = fn(&mut Standard) -> &mut u16;
                const PARTS: [(&str, i64, Part); 4] = [
                    ("executive review, days", 1000, |standard| &mut standard.executive_review),
                    ("business review, days", 1000, |standard| &mut standard.business_review),
                    ("touch, days", 1000, |standard| &mut standard.touch),
                    ("meetings, hours a month", 200, |standard| &mut standard.hours),
                ];
                let cells = PARTS.map(|(label, most, part)| {
                let mut now = standard.clone();
                let value = i64::from(*part(&mut now));
                let on_change = Callback::new(move |new: i64| {
                    edit(&|standard| *part(standard) = u16::try_from(new).unwrap_or(0));
                });
                view! { <Number label=format!("Tier {}: {label}", tier.label()) value most on_change in_table=true /> }
            });
                let depth = standard.enablement;
                let choose = move |event| {
                    let key = event_target_value(&event);
                    if let Some(depth) = Enablement::ALL.iter().copied().find(|depth| depth.key() == key) {
                        edit(&|standard| standard.enablement = depth);
                    }
                };
                let depths = Enablement::ALL
                    .iter()
                    .map(|each| {
                        view! {
                            <option value=each.key() selected=*each == depth>
                                {each.label()}
                            </option>
                        }
                    })
                    .collect_view();
                view! {
                    <tr>
                        <th scope="row">{format!("Tier {}", tier.label())}</th>
                        {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
                        <td>
                            <label class="field in-table">
                                <span class="sr">{format!("Tier {}: enablement", tier.label())}</span>
                                <select on:change=choose>{depths}</select>
                            </label>
                        </td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <h2 class="h2">"Tiers"<small>"weights and thresholds"</small></h2>
            <Criteria />
        </section>
        <section>
            <h2 class="h2">
                "Engagement standards"<small>"the longest time between two meetings, in days; 0 for none"</small>
            </h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Engagement standards">
                <table class="tbl form">
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">"Executive review"</th>
                            <th scope="col">"Business review"</th>
                            <th scope="col">"Touch"</th>
                            <th scope="col">"Meetings, hours a month"</th>
                            <th scope="col">"Enablement"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Stages() -> impl IntoView {
    let store = use_store();
    let settings = Memo::new(move |_| store.workspace());
    let cells = move || {
        Stage::ALL
            .iter()
            .map(|stage| {
                let stage = *stage;
                let settings = settings.read();
                let known = settings.odds.iter().find(|odds| odds.stage == stage);
                let value = i64::from(known.map_or(default_odds(stage), |odds| odds.probability));
                let name = known.map(|odds| odds.name.clone()).unwrap_or_default();
                let on_change = Callback::new(move |new: i64| {
                    let probability = u8::try_from(new).unwrap_or(0);
                    change(store, "the stages", |settings| settings.odds_of(stage).probability = probability)
                });
                let rename = move |event| {
                    let name = event_target_value(&event).trim().to_owned();
                    change(store, "the stages", |settings| settings.odds_of(stage).name = name);
                };
                let is_open = !matches!(stage, Stage::Won | Stage::Lost);
                view! {
                    <tr>
                        <th scope="row">{stage.label()}</th>
                        <td>
                            <label class="field in-table wide">
                                <span class="sr">{format!("{}: called", stage.label())}</span>
                                <input
                                    type="text"
                                    autocomplete="off"
                                    placeholder=stage.label()
                                    prop:value=name
                                    on:change=rename
                                />
                            </label>
                        </td>
                        <td>
                            {is_open
                                .then(|| {
                                    view! {
                                        <Number
                                            label=format!("{}, %", stage.label())
                                            value
                                            most=100
                                            on_change
                                            in_table=true
                                        />
                                    }
                                })}
                        </td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <h2 class="h2">"Stages"</h2>
            <table class="tbl form">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">"You call it"</th>
                        <th scope="col">"Usual probability, %"</th>
                    </tr>
                </thead>
                <tbody>{cells}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Holidays() -> impl IntoView {
    let store = use_store();
    let holidays = Memo::new(move |_| store.workspace().holidays);
    let (day, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(date) = day.get_untracked().parse() else { return problem.set("Choose a day.".into()) };
        problem.set(String::new());
        change(store, "the holidays", |settings| {
            settings.holidays.retain(|holiday| holiday.date != date);
            settings.holidays.push(Holiday {
                id: store.new_id(),
                date,
                name: name.get_untracked(),
                region: String::new(),
            });
            settings.holidays.order_by_key(|holiday| holiday.date);
        });
        name.set(String::new());
    };
    let rows = move || {
        holidays
            .get()
            .into_iter()
            .map(|holiday| {
                let remove = move |_| {
                    change(store, "the holidays", |settings| settings.holidays.retain(|other| other.id != holiday.id))
                };
                view! {
                    <li>
                        <span>{store.locale_signal().get().date_long(holiday.date)}</span>
                        <span class="q">{holiday.name.clone()}</span>
                        <button
                            type="button"
                            class="icon-btn push"
                            aria-label=format!("Remove {}", holiday.name)
                            on:click=remove
                        >
                            <Icon glyph=Glyph::Close />
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <h2 class="h2">"Holidays"<small>"plans and playbooks skip them"</small></h2>
            <ul class="nxt">{rows}</ul>
            <form class="inline-f" on:submit=add novalidate>
                <label>
                    <span class="sr">"Day"</span>
                    <input
                        type="date"
                        prop:value=move || day.get()
                        on:input=move |event| day.set(event_target_value(&event))
                    />
                </label>
                <label>
                    <span class="sr">"Name of the holiday"</span>
                    <input
                        type="text"
                        placeholder="Name"
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </label>
                <button type="submit" class="btn">
                    "Add holiday"
                </button>
            </form>
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
        </section>
    }
}

#[component]
fn Rates() -> impl IntoView {
    let store = use_store();
    let rates = Memo::new(move |_| store.workspace().rates);
    let fields = [
        RwSignal::new(untrack(|| store.today()).to_string()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    ];
    let problem = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [date, from, to, rate] = fields.map(|field| field.get_untracked());
        let read = (
            date.parse(),
            crate::domain::Currency::parse(&from),
            crate::domain::Currency::parse(&to),
            parse::number(&rate, store.locale()).filter(|rate| *rate > 0.0),
        );
        if read.1.is_some() && read.1 == read.2 {
            return problem.set("A rate leads from one currency to another.".into());
        }
        let (Ok(date), Some(from), Some(to), Some(rate)) = read else {
            return problem.set(
                "A date, two currency codes such as USD and EUR, and what one of the first is worth in the second."
                    .into(),
            );
        };
        problem.set(String::new());
        change(store, "the exchange rates", |settings| {
            settings.rates.push(Rate { id: store.new_id(), date, from, to, rate })
        });
        fields[3].set(String::new());
    };
    let labels =
        [("date", "Valid from"), ("text", "From, e.g. USD"), ("text", "To, e.g. EUR"), ("text", "One is worth")];
    let inputs = labels.iter().zip(fields).map(|((kind, label), field)| {
        view! {
            <label>
                <span class="sr">{*label}</span>
                <input
                    type=*kind
                    placeholder=*label
                    prop:value=move || field.get()
                    on:input=move |event| field.set(event_target_value(&event))
                />
            </label>
        }
    });
    let rows = move || {
        rates
            .get()
            .into_iter()
            .map(|rate| {
                let locale = store.locale_signal().get();
                let text = format!(
                    "1 {} = {} {}, from {}",
                    rate.from.code(),
                    locale.typed(&rate.rate.to_string()),
                    rate.to.code(),
                    locale.date(rate.date)
                );
                let remove = move |_| {
                    change(store, "the exchange rates", |settings| {
                        settings.rates.retain(|other| other.id != rate.id);
                    })
                };
                view! {
                    <li>
                        <span>{text.clone()}</span>
                        <button type="button" class="icon-btn push" aria-label=format!("Remove {text}") on:click=remove>
                            <Icon glyph=Glyph::Close />
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <h2 class="h2">"Exchange rates"<small>"the latest up to a date counts"</small></h2>
            <ul class="nxt">{rows}</ul>
            <form class="inline-f" on:submit=add novalidate>
                {inputs.collect_view()}
                <button type="submit" class="btn">
                    "Add rate"
                </button>
            </form>
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
        </section>
    }
}
