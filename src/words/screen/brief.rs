//! The texts of `brief`.

crate::words::texts! {
    THE_ONE_PAGER = "The one-pager";
    ABOUT_THE_ONE_PAGER = "About the one-pager";
    YOUR_OWN_TEXT_IS = "Your own text is too long for one page. Shorten the headline or the footnote, then print.";
    ONLY_SHARED_RECORDS_STAND = "Only shared records stand here: those with a wording for the client. ";
    OUTCOMES = "outcomes";
    DECISIONS = "decisions";
    MILESTONES = "milestones";
    OTHER_FORMATS = "Other formats";
    WROTE_ON_THE_ONE = "wrote on the one-pager";
    YOUR_WORDS = "Your words";
    WRITE_THE_HEADLINE_YOURSELF = "Write the headline yourself";
    LEFT_OUT_TO_FIT = "Left out to fit";
    EVERYTHING_THAT_IS_SHARED = "Everything that is shared fits on the page.";
    THE_LOWEST_RANKED_ROWS = "The lowest-ranked rows of the fullest sections. They are not on the paper.";
    PAGE_1_OF_1 = "Page 1 of 1";
    NOTHING_IS_SHARED_YET =
        "Nothing is shared yet: give outcomes, risks, decisions and milestones a wording for the client.";
    DELIVERED_VALUE = "Delivered value";
    OPEN_RISKS = "Open risks";
    UPCOMING_DECISIONS = "Upcoming decisions";
    WE_ASK_FOR = "We ask for";
    IF_IT_WAITS = "If it waits";
    WHAT_EACH_OF_YOU = "What each of you wants from it";
    OWNERS_AND_CHECKPOINTS = "Owners and checkpoints";
    NEXT_EXECUTIVE_SYNC = "Next executive sync";
    US_LETTER = "US Letter";
    PAPER_SIZE = "Paper";
}
